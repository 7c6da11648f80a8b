import { problemText } from "$lib/clubs/words";
import { t } from "$lib/i18n";
import type { ClubField, ClubProblem } from "$lib/ipc/bindings";

/** What a field of the form is called. */
export const fieldName = (field: ClubField): string => t.meetings.form.fields[field];

/** What is in the way, in a sentence that names the field. */
export const meetingProblem = (problem: ClubProblem): string => problemText(problem, fieldName);
