import type { Rows } from "$lib/ipc/bindings";

/** Entries that a page shows at first, and that one press adds. */
const STEP = 50;
/** The core answers no more at once. */
const WINDOW = 200;

/** A list that grows at its top while it is read is begun anew, so often. */
const ATTEMPTS = 3;

/** How many entries an address asks for; at least the first ones. */
export function shownOf(url: URL): number {
  const asked = Math.floor(Number(url.searchParams.get("shown")));
  return Math.max(STEP, asked || STEP);
}

/** How many the next press asks for. */
export const moreOf = (shown: number): number => shown + STEP;

/** The newest `shown` of a list, read a window at a time. */
export async function newest<Row>(
  read: (offset: number, limit: number) => Promise<Rows<Row>>,
  shown: number,
): Promise<Rows<Row>> {
  for (let attempt = 1; ; attempt++) {
    const first = await read(0, Math.min(WINDOW, shown));
    const rows = [...first.rows];
    let moved = false;
    while (!moved && rows.length < Math.min(shown, first.total)) {
      const next = await read(rows.length, Math.min(WINDOW, shown - rows.length));
      moved = next.total !== first.total || next.rows.length === 0;
      if (!moved) rows.push(...next.rows);
    }
    // What was read as one stands as one; the list itself will be told of again.
    if (!moved || attempt === ATTEMPTS) return { ...first, rows };
  }
}
