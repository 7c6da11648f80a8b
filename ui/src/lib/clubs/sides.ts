import type { MyClubs, OutboxView } from "$lib/ipc/bindings";

/** The two lists of an account: what it published, and what its clubs sent it. */
export const SIDES = ["published", "received"] as const;
export type Side = (typeof SIDES)[number];

/** What a list of missions or meetings says. */
export interface ListWords {
  title: string;
  filter: string;
  filterHint: string;
  empty: { filtered: string; filteredText: string; page: string; pageText: string };
  problem: { list: string };
}

/** Whether an account has nothing of its own to show, and no club to publish for. */
export function onlyReceives(clubs: MyClubs | null, published: { total: number } | null): boolean {
  return clubs?.administered.length === 0 && published?.total === 0;
}

/** Of the writes to something, the latest first: that one, and what is not settled yet. */
export function toldOf(entries: readonly OutboxView[]): OutboxView[] {
  return entries.filter(
    ({ state }, at) => at === 0 || state === "queued" || state === "sending" || state === "unknown",
  );
}
