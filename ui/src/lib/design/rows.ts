/** Rows asked for at once. */
const WINDOW = 200;

interface Window<Row> {
  rows: Row[];
  total: number;
}

/** The first `most` rows of a list, or every one, window by window. */
export async function everyRow<Row>(
  read: (offset: number, limit: number) => Promise<Window<Row>>,
  most = Infinity,
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
