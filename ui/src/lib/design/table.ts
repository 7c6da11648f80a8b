/** A column of a DataTable. */
export interface Column {
  id: string;
  label: string;
  /** A grid track, as in `minmax(120px, 2fr)`; `minmax(96px, 1fr)` unless said. */
  width?: string;
  align?: "start" | "end";
  sortable?: boolean;
  /** Left out where the table is narrower than this, in px at 100 %: what can be had elsewhere. */
  from?: number;
  /** Shown only where it was chosen. */
  optional?: boolean;
  /** Names its row for assistive technology. One column at most. */
  header?: boolean;
}

/**
 * The columns that a table shows: those that were chosen, or its own. What was
 * chosen is shown at any width; the column that names the row always is.
 */
export function shownColumns(
  all: readonly Column[],
  chosen: readonly string[] | undefined,
): Column[] {
  if (!chosen?.length) return all.filter(({ optional }) => !optional);
  return all
    .filter(({ id, header }) => header || chosen.includes(id))
    .map((column) => ({ ...column, from: 0 }));
}

/** What to keep of a choice: none where it is the table's own columns. */
export function chosenIds(all: readonly Column[], shown: readonly string[]): string[] {
  const isOwn = all.every(({ id, optional }) => shown.includes(id) === !optional);
  return isOwn ? [] : [...shown];
}

export interface Sort {
  column: string;
  direction: "ascending" | "descending";
}

/** The sort that pressing a column's header asks for. */
export function nextSort(current: Sort | null, column: string): Sort {
  const flips = current?.column === column && current.direction === "ascending";
  return { column, direction: flips ? "descending" : "ascending" };
}

/** How rows are asked for in that order, where they are sorted by the ids of their columns. */
export function sortedBy<By extends string>(by: Sort): { sort: By; descending: boolean } {
  return { sort: by.column as By, descending: by.direction === "descending" };
}

/** Where a key moves among `count` rows of which `page` are in view; null where it moves nothing. */
export function moveBy(key: string, active: number, count: number, page: number): number | null {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, active + 1);
    case "ArrowUp":
      return Math.max(0, active - 1);
    case "PageDown":
      return Math.min(last, active + Math.max(1, page - 1));
    case "PageUp":
      return Math.max(0, active - Math.max(1, page - 1));
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
