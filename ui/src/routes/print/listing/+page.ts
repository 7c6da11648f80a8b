import type { AppError, PrintedTable } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { listingOf } from "$lib/print/paths";
import { everyRow } from "$lib/print/rows";

import type { PageLoad } from "./$types";

/** The listing that the address names, read once: paper does not change. */
export const load: PageLoad = async ({
  url,
}): Promise<{ table: PrintedTable | null; failed: AppError | null; printedAt: number }> => {
  const of = listingOf(url.searchParams);
  const printedAt = Date.now();
  if (!of) return { table: null, failed: { code: "not_found" }, printedAt };
  try {
    let head: PrintedTable | null = null;
    const { rows } = await everyRow(async (offset, limit) => {
      const window = await call("print_table", { ...of, offset, limit });
      head ??= window;
      return window;
    });
    return { table: head && { ...(head as PrintedTable), rows }, failed: null, printedAt };
  } catch (thrown) {
    return { table: null, failed: toAppError(thrown, "print_table"), printedAt };
  }
};
