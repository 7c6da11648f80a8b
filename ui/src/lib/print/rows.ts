/** Rows that are printed at most: about a hundred pages. */
export const PRINT_LIMIT = 5_000;

/** Rows asked for at once. */
const WINDOW = 200;

interface Window<Row> {
  rows: Row[];
  total: number;
}

/** Every row of a list, window by window, as far as paper goes, or as `most` says. */
export async function everyRow<Row>(
  read: (offset: number, limit: number) => Promise<Window<Row>>,
  most = PRINT_LIMIT,
): Promise<Window<Row>> {
  const rows: Row[] = [];
  for (;;) {
    const limit = Math.min(WINDOW, most - rows.length);
    const window = await read(rows.length, limit);
    rows.push(...window.rows);
    const wanted = Math.min(window.total, most);
    if (window.rows.length === 0 || rows.length >= wanted) return { rows, total: window.total };
  }
}
