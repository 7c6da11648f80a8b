/** Rows that are printed at most: about a hundred pages. */
export const PRINT_LIMIT = 5_000;
