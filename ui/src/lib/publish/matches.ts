import { formatNumber, t } from "$lib/i18n";
import type { PickerView } from "$lib/ipc/bindings";

import type { Matches } from "./recipients.svelte";

/** What a query found, in a line. */
export function matchText(matches: Matches, view: PickerView): string {
  const words = t.publish.picker;
  const { rows, kinds } = matches;
  const query = matches.query.trim();
  if (rows === 0) return words.noMatch(query);
  // The view of people is flat: every row is somebody who matches.
  if (view === "people") return words.matchedPeople(query, formatNumber(rows));
  if (kinds === null) return words.matchedRows(query, formatNumber(rows));
  return words.matched(query, formatNumber(kinds.groups), formatNumber(kinds.people));
}
