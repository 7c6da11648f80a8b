import type { ClubDraftSummary, DraftId, MyClubs, OutboxView, Page, Read } from "$lib/ipc/bindings";
import type { Place } from "$lib/tasks/paths";

/** The two lists of an account: what it published, and what its clubs sent it. */
export const SIDES = ["published", "received"] as const;
export type Side = (typeof SIDES)[number];

/** What the pane of a list is told by its page. */
export interface ListProps<Row> {
  connection: string;
  rows: Read<Page<Row>>;
  place: Place;
  selected: string | null;
  /** The detail beside it brings the page's first heading. */
  headed: boolean;
  /** Reading now because somebody asked. */
  refreshing: boolean;
  /** To the other list; null for who has but one. */
  onside?: ((side: Side) => void) | null;
  onplace: (place: Place) => void;
  onrefresh: () => void;
}

/** The same, of what the account published. */
export interface PublishedProps<Row> extends ListProps<Row> {
  /** Those that are being written. */
  drafts: readonly ClubDraftSummary[];
  /** Null for who administers no club. */
  onpublish: (() => void) | null;
  ondeletedraft: (draft: DraftId) => void;
}

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
