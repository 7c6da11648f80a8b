import { clock } from "$lib/frame";
import { formatAge, formatNumber, t } from "$lib/i18n";
import type { Overlap } from "$lib/ipc/bindings";

/** How much is known of who is on another task: what is not known is said, never taken for free. */
export function elsewhereNote(elsewhere: Overlap | null, now = clock.now): string {
  if (elsewhere === null) return "";
  const words = t.publish.total;
  const parts = [
    words.overlapping(formatNumber(elsewhere.tasks)),
    elsewhere.unread > 0 ? words.unread(formatNumber(elsewhere.unread)) : "",
    elsewhere.complete ? "" : words.listIncomplete,
    elsewhere.oldest === null ? "" : words.asOf(formatAge(elsewhere.oldest, now)),
  ];
  return parts.filter(Boolean).join(t.publish.total.and);
}
