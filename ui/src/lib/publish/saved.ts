import { formatNumber, t } from "$lib/i18n";
import type { SavedId, SavedKind, SavedView } from "$lib/ipc/bindings";

/** What keeping groups and templates, and starting from them, asks of the core. */
export interface SavedCalls {
  saveAs: (kind: SavedKind, name: string) => Promise<unknown>;
  renameSaved: (saved: SavedId, name: string) => Promise<unknown>;
  deleteSaved: (saved: SavedId) => Promise<unknown>;
  /** Opens a new draft that a template makes. */
  fromTemplate: (saved: SavedId) => Promise<unknown>;
}

/** What a group or a template holds, in a line. */
export function savedText(one: SavedView): string {
  const words = t.publish;
  const people = one.of === "call_out" ? words.rehearsal.people : t.common.people;
  const some = (count: number, text: (n: string) => string): string =>
    count > 0 ? text(formatNumber(count)) : "";
  const parts = [
    one.title?.trim() ?? "",
    some(one.parts, t.missions.row.parts),
    some(one.orgs, words.total.orgs),
    some(one.offices, words.total.offices),
    some(one.people, people),
    some(one.excluded, words.saved.without),
  ];
  return parts.filter(Boolean).join(" · ") || words.saved.empty;
}
