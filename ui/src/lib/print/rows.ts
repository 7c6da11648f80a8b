/** Rows that are printed at most: about a hundred pages. */
export const PRINT_LIMIT = 5_000;

/** Rows asked for at once. */
const WINDOW = 200;

interface Window<Row> {
  rows: Row[];
  total: number;
}

/** Every row of a list, window by window, as far as paper goes. */
export async function everyRow<Row>(
  read: (offset: number, limit: number) => Promise<Window<Row>>,
): Promise<Window<Row>> {
  const rows: Row[] = [];
  for (;;) {
    const limit = Math.min(WINDOW, PRINT_LIMIT - rows.length);
    const window = await read(rows.length, limit);
    rows.push(...window.rows);
    const wanted = Math.min(window.total, PRINT_LIMIT);
    if (window.rows.length === 0 || rows.length >= wanted) return { rows, total: window.total };
  }
}
