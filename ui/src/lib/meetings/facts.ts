import { cautionsOf, type Around, type Caution } from "$lib/clubs/facts";
import type { MeetingFields, StudentId } from "$lib/ipc/bindings";

/** What is sent, for the last look at it. */
export interface MeetingFacts {
  content: string;
  club: string;
  address: string;
  /** `YYYY-MM-DD HH:MM`, Beijing time. */
  deadline: string;
  people: number;
  /** The first few of them. */
  names: readonly string[];
  /** Who shows the codes; null where nobody signs in. */
  leaders: readonly string[] | null;
  demo: boolean;
  cautions: readonly Caution[];
}

/** Asks for the names as it goes: whoever is named is in the club now. */
export async function factsOf(
  fields: MeetingFields,
  around: Around,
  namesOf: (ids: readonly StudentId[]) => Promise<readonly string[]>,
): Promise<MeetingFacts> {
  const [names, leaders] = await Promise.all([
    namesOf(fields.people),
    fields.needs_sign_in ? namesOf(fields.leaders) : null,
  ]);
  return {
    content: fields.content.trim(),
    club: around.club,
    address: fields.address.trim(),
    deadline: fields.deadline,
    people: fields.people.length,
    names,
    leaders,
    demo: around.demo,
    cautions: cautionsOf(fields.deadline, around),
  };
}

/** Whether a draft holds nothing that anybody would miss: its club and who leads were not typed. */
export function isEmpty({ content, address, deadline, people }: MeetingFields): boolean {
  return people.length === 0 && [content, address, deadline].every((text) => text.trim() === "");
}
