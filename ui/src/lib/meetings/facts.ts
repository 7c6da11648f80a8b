import { cautionsOf, type Circumstances, type Facts } from "$lib/clubs/facts";
import type { MeetingFields, StudentId } from "$lib/ipc/bindings";

/** What is sent, for the last look at it. */
export interface MeetingFacts extends Facts {
  address: string;
  /** Who shows the codes; null where nobody signs in. */
  leaders: readonly string[] | null;
}

export async function factsOf(
  fields: MeetingFields,
  now: Circumstances,
  namesOf: (ids: readonly StudentId[]) => Promise<readonly string[]>,
): Promise<MeetingFacts> {
  const [names, leaders] = await Promise.all([
    namesOf(fields.people),
    fields.needs_sign_in ? namesOf(fields.leaders) : null,
  ]);
  return {
    content: fields.content.trim(),
    club: now.club,
    address: fields.address.trim(),
    deadline: fields.deadline,
    people: fields.people.length,
    names,
    leaders,
    demo: now.demo,
    cautions: cautionsOf(fields.deadline, now),
  };
}

/** Whether a draft holds nothing that anybody would miss: its club and who leads were not typed. */
export function isEmpty({ content, address, deadline, people }: MeetingFields): boolean {
  return people.length === 0 && [content, address, deadline].every((text) => text.trim() === "");
}
