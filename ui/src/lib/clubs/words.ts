import { formatNumber, t } from "$lib/i18n";
import type { ClubField, ClubProblem, ClubStudent, GroupBy } from "$lib/ipc/bindings";

import type { StudentView } from "./students.svelte";

/** What people have in common, in words. */
export function groupName(by: GroupBy, name: string): string {
  const words = t.clubs.picker;
  if (name.trim() === "") return words.unknown[by];
  return by === "year" ? words.year(name) : name;
}

/** Where somebody stands in the club, but for what the view says already. */
export function standing(student: ClubStudent, view: StudentView): string {
  const { department, job, year } = student;
  return [
    view === "department" ? "" : department,
    view === "job" ? "" : job,
    view === "year" || year === null ? "" : t.clubs.picker.year(String(year)),
  ]
    .map((text) => text.trim())
    .filter(Boolean)
    .join(" · ");
}

/** What is in the way, in a sentence that names the field. */
export function problemText(problem: ClubProblem, name: (field: ClubField) => string): string {
  const words = t.clubs.problem;
  const field = name(problem.field);
  switch (problem.rule) {
    case "missing":
      return problem.field === "club" ? words.chooseClub : words.missing(field);
    case "too_long":
      return words.tooLong(field, formatNumber(problem.length), formatNumber(problem.limit));
    case "not_taken":
      return words.notTaken(field, problem.character);
    case "not_a_time":
      return words.notATime(field);
    case "in_the_past":
      return words.inThePast(field);
    case "nobody":
      return words.nobody(field);
    case "too_many":
      return words.tooMany(field, formatNumber(problem.count), formatNumber(problem.limit));
    case "not_in_club":
      return words.notInClub(formatNumber(problem.count));
    case "not_an_id":
      return words.notAnId(formatNumber(problem.count));
  }
}
