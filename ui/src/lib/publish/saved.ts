import { formatNumber, t } from "$lib/i18n";
import type { SavedView } from "$lib/ipc/bindings";

/** What a group or a template holds, in a line. */
export function savedText(one: SavedView): string {
  const words = t.publish;
  const parts = [
    one.title?.trim() ?? "",
    one.orgs > 0 ? words.total.orgs(formatNumber(one.orgs)) : "",
    one.offices > 0 ? words.total.offices(formatNumber(one.offices)) : "",
    one.soldiers > 0 ? words.rehearsal.people(formatNumber(one.soldiers)) : "",
    one.excluded > 0 ? words.saved.without(formatNumber(one.excluded)) : "",
  ];
  return parts.filter(Boolean).join(" · ") || words.saved.empty;
}
