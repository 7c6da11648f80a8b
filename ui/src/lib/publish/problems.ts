import type { Field, Problem } from "$lib/ipc/bindings";

/** The form from top to bottom, then the picker: the order in which problems are met. */
const ORDER: readonly Field[] = [
  "title",
  "wanted",
  "gather_at",
  "finish_at",
  "place",
  "place_name",
  "place_lat",
  "place_lng",
  "detail",
  "recipients",
];

/** The problems in the order of the form, one a field: the first said is the one to mend. */
export function inFormOrder(problems: readonly Problem[]): Problem[] {
  return ORDER.flatMap((field) => problems.find((problem) => problem.field === field) ?? []);
}

/**
 * The problems that are shown at their fields: of those that were touched, and
 * all of them once going on was tried. An empty form is not scolded.
 */
export function shownProblems(
  problems: readonly Problem[],
  touched: ReadonlySet<Field>,
  tried: boolean,
): Problem[] {
  return inFormOrder(problems).filter((problem) => tried || touched.has(problem.field));
}
