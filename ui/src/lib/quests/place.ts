import type { QuestFilter, QuestSort, QuestStatus, QuestType } from "$lib/ipc/bindings";

/** Where on the board one is: part of the address. */
export interface BoardPlace {
  filter: QuestFilter;
  sort: QuestSort;
  descending: boolean;
  /** From 1; of the cards. */
  page: number;
}

/** Cards on a page. */
export const CARDS = 48;

const SORTS: readonly QuestSort[] = [
  "board",
  "name",
  "kind",
  "category",
  "status",
  "progress",
  "expires_at",
];
const KINDS: readonly QuestType[] = ["daily", "weekly", "achievement", "event", "tutorial", "team"];
const STATUSES: readonly QuestStatus[] = [
  "not_accepted",
  "in_progress",
  "completed",
  "claimed",
  "failed",
  "expired",
];

export const START: BoardPlace = {
  filter: { kind: null, status: null, category: null, text: "" },
  sort: "board",
  descending: false,
  page: 1,
};

/** A word of the document, or another server's, as one name. */
export function keyOf(word: QuestType | QuestStatus): string {
  return typeof word === "string" ? word : `other:${word.other}`;
}

function wordOf<Word extends QuestType | QuestStatus>(
  key: string | null,
  known: readonly Word[],
): Word | { other: string } | null {
  if (key === null) return null;
  if (key.startsWith("other:")) return { other: key.slice("other:".length) };
  return known.find((one) => one === key) ?? null;
}

export const kindOf = (key: string | null): QuestType | null => wordOf(key, KINDS);
export const statusOf = (key: string | null): QuestStatus | null => wordOf(key, STATUSES);

/** What the address asks for; words it does not know ask for nothing. */
export function boardPlace(query: Pick<URLSearchParams, "get">): BoardPlace {
  const page = Number(query.get("page"));
  return {
    filter: {
      kind: kindOf(query.get("type")),
      status: statusOf(query.get("status")),
      category: query.get("category"),
      text: query.get("q") ?? "",
    },
    sort: SORTS.find((one) => one === query.get("sort")) ?? "board",
    descending: query.get("order") === "down",
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** An address that keeps where on the board one is. */
export function withBoard(path: string, place: BoardPlace = START): string {
  const { filter, sort, descending, page } = place;
  const named: [string, string | null][] = [
    ["q", filter.text || null],
    ["type", filter.kind && keyOf(filter.kind)],
    ["status", filter.status && keyOf(filter.status)],
    ["category", filter.category],
    ["sort", sort === "board" ? null : sort],
    ["order", descending ? "down" : null],
    ["page", page > 1 ? String(page) : null],
  ];
  const query = new URLSearchParams();
  for (const [name, value] of named) if (value !== null) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Whether anything is left out. */
export const isFiltered = ({ kind, status, category, text }: QuestFilter): boolean =>
  kind !== null || status !== null || category !== null || text.trim() !== "";
