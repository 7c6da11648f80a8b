/** Of a row and everything below it. */
export type TriState = "off" | "mixed" | "on";

/** What a tree must know of a visible row; a caller's rows may carry more. */
export interface TreeRow {
  /** Names the row as long as the tree is the same. */
  key: string;
  name: string;
  /** From 1. */
  level: number;
  /** From 1, among its siblings. */
  position: number;
  set_size: number;
  /** Index of the row that it lies in; null at the top. Absent: looked for in the rows that are here. */
  parent?: number | null;
  /** Null for a leaf. */
  expanded: boolean | null;
  /** Absent where nothing can be chosen. */
  state?: TriState;
}
