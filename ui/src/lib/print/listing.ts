import { everyRow } from "$lib/design";
import type { Call } from "$lib/exporting/takeout";
import type { PrintedTable } from "$lib/ipc/bindings";

import { PRINT_LIMIT } from "./limit";
import type { PrintedListing } from "./paths";

/** The whole of a listing as it is printed. */
export async function readPrinted(
  call: Call,
  of: PrintedListing,
  reveal: boolean,
): Promise<PrintedTable | null> {
  let head: PrintedTable | null = null;
  const { rows } = await everyRow(async (offset, limit) => {
    const window = await call("print_table", { ...of, reveal, offset, limit });
    head ??= window;
    return window;
  }, PRINT_LIMIT);
  return head && { ...(head as PrintedTable), rows };
}
