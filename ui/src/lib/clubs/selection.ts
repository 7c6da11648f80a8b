import type { StudentId } from "$lib/ipc/bindings";

export type Selection = ReadonlySet<StudentId>;

export const selectionOf = (ids: readonly StudentId[]): Selection => new Set(ids);

/** The selection with these people in it, or without them. */
export function changed(selection: Selection, ids: readonly StudentId[], on: boolean): StudentId[] {
  const others = selectionOf(ids);
  return on
    ? [...selection, ...ids.filter((id) => !selection.has(id))]
    : [...selection].filter((id) => !others.has(id));
}
