import { t } from "$lib/i18n";
import type { ClubId, MissionFields, StudentId } from "$lib/ipc/bindings";

/** Everybody who gets something of it, each once; and how many get several parts. */
export function reached({ people, parts }: MissionFields): {
  people: StudentId[];
  several: number;
} {
  if (parts.length === 0) return { people: [...people], several: 0 };
  const given = new Map<StudentId, number>();
  for (const id of parts.flatMap((part) => part.people)) given.set(id, (given.get(id) ?? 0) + 1);
  const several = [...given.values()].filter((times) => times > 1).length;
  return { people: [...given.keys()], several };
}

/** Whether a draft holds nothing that anybody would miss: its club alone says nothing. */
export function isEmpty({ content, deadline, people, parts }: MissionFields): boolean {
  return content.trim() === "" && deadline === "" && people.length === 0 && parts.length === 0;
}

/** Of another club: the people of one are not those of another, and what is to be done stays. */
export function ofClub(club: ClubId, { parts }: MissionFields): Partial<MissionFields> {
  return { club, people: [], parts: parts.map((part) => ({ ...part, people: [] })) };
}

/** What somebody was given, in one line. */
export const partsText = (parts: readonly string[]): string =>
  parts.map((text) => text.trim() || t.missions.untitled).join(t.common.comma);
