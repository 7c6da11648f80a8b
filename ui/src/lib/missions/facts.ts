import { cautionsOf, type Around, type Caution } from "$lib/clubs/facts";
import type { MissionFields, StudentId } from "$lib/ipc/bindings";

import { reached } from "./people";

/** Who gets something of it, as the last look names them. */
export interface Receivers {
  people: number;
  /** The first few of them. */
  names: readonly string[];
}

/** What is sent, for the last look at it. */
export interface MissionFacts extends Receivers {
  content: string;
  club: string;
  /** `YYYY-MM-DD HH:MM`, Beijing time. */
  deadline: string;
  /** How many get several parts. */
  several: number;
  parts: readonly (Receivers & { content: string })[];
  demo: boolean;
  cautions: readonly Caution[];
}

/** Asks for the names as it goes: whoever is named is in the club now. */
export async function factsOf(
  fields: MissionFields,
  around: Around,
  namesOf: (ids: readonly StudentId[]) => Promise<readonly string[]>,
): Promise<MissionFacts> {
  const { people, several } = reached(fields);
  const receivers = async (ids: readonly StudentId[]): Promise<Receivers> => ({
    people: ids.length,
    names: await namesOf(ids),
  });
  const parts = fields.parts.map(async (part) => ({
    content: part.content.trim(),
    ...(await receivers(part.people)),
  }));
  return {
    content: fields.content.trim(),
    club: around.club,
    deadline: fields.deadline,
    several,
    ...(await receivers(people)),
    parts: await Promise.all(parts),
    demo: around.demo,
    cautions: cautionsOf(fields.deadline, around),
  };
}
