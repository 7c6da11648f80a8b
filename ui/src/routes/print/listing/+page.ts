import type { AppError, PrintedTable } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { readPrinted } from "$lib/print/listing";
import { listingOf } from "$lib/print/paths";

import type { PageLoad } from "./$types";

/** The listing that the address names, read once: paper does not change. */
export const load: PageLoad = async ({
  url,
}): Promise<{ table: PrintedTable | null; failed: AppError | null; printedAt: number }> => {
  const of = listingOf(url.searchParams);
  const printedAt = Date.now();
  if (!of) return { table: null, failed: { code: "not_found" }, printedAt };
  try {
    return { table: await readPrinted(call, of, false), failed: null, printedAt };
  } catch (thrown) {
    return { table: null, failed: toAppError(thrown, "print_table"), printedAt };
  }
};
