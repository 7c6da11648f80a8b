import { cautionsOf, type Circumstances, type Facts } from "$lib/clubs/facts";
import type { MissionFields, StudentId } from "$lib/ipc/bindings";

import { reached } from "./people";

/** What is sent, for the last look at it. */
export interface MissionFacts extends Facts {
  /** How many get several parts. */
  several: number;
  parts: readonly Pick<Facts, "content" | "people" | "names">[];
}

export async function factsOf(
  fields: MissionFields,
  now: Circumstances,
  namesOf: (ids: readonly StudentId[]) => Promise<readonly string[]>,
): Promise<MissionFacts> {
  const { people, several } = reached(fields);
  const receivers = async (
    ids: readonly StudentId[],
  ): Promise<Pick<Facts, "people" | "names">> => ({
    people: ids.length,
    names: await namesOf(ids),
  });
  const parts = fields.parts.map(async (part) => ({
    content: part.content.trim(),
    ...(await receivers(part.people)),
  }));
  return {
    content: fields.content.trim(),
    club: now.club,
    deadline: fields.deadline,
    several,
    ...(await receivers(people)),
    parts: await Promise.all(parts),
    demo: now.demo,
    cautions: cautionsOf(fields.deadline, now),
  };
}
