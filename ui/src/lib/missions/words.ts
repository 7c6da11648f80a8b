import { problemText } from "$lib/clubs/words";
import { formatNumber, t } from "$lib/i18n";
import type { ClubField, ClubProblem } from "$lib/ipc/bindings";

/** What a field of the form is called. */
function fieldName(field: ClubField): string {
  switch (field) {
    case "club":
      return t.clubs.club;
    case "content":
      return t.clubs.draft.content;
    case "deadline":
      return t.clubs.draft.deadline;
    // A mission has neither place nor leaders.
    default:
      return t.missions.figures.people;
  }
}

export const partName = (index: number): string => t.missions.write.part(formatNumber(index + 1));

/** What is in the way, at its field. */
export const fieldProblem = (problem: ClubProblem): string => problemText(problem, fieldName);

/** What is in the way, away from its field. */
export function namedProblem(problem: ClubProblem): string {
  const text = fieldProblem(problem);
  return problem.part === null ? text : t.missions.write.inPart(partName(problem.part), text);
}
