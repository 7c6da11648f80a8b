import { t } from "$lib/i18n";
import type { Listing, OneMeeting, OneTask } from "$lib/ipc/bindings";

/** A page about one task that is made to be printed. */
export type SheetName = "facts" | "packet" | "roster";

/** A listing, and which of its columns; what the page of a printed listing is asked for. */
export interface PrintedListing {
  listing: Listing;
  columns: string[];
}

export function sheetHref(sheet: SheetName, { connection, task }: OneTask): string {
  return `/print/${sheet}/${encodeURIComponent(connection)}/${encodeURIComponent(task)}`;
}

/** The sign-in roster of a task, as a sheet that is printed from its tables. */
export const rosterSheet = (of: OneTask): { label: string; href: string } => ({
  label: t.exporting.printRoster,
  href: sheetHref("roster", of),
});

/** The attendance sheet of a meeting. */
export function attendanceHref({ connection, meeting }: OneMeeting): string {
  return `/print/attendance/${encodeURIComponent(connection)}/${encodeURIComponent(meeting)}`;
}

export function listingHref(listing: Listing, columns: string[]): string {
  const of: PrintedListing = { listing, columns };
  return `/print/listing?of=${encodeURIComponent(JSON.stringify(of))}`;
}

/** What an address names; null where that is no listing. The core checks the rest. */
export function listingOf(query: Pick<URLSearchParams, "get">): PrintedListing | null {
  try {
    const of = JSON.parse(query.get("of") ?? "") as Partial<PrintedListing> | null;
    const { listing, columns } = of ?? {};
    return listing && Array.isArray(columns) ? { listing, columns } : null;
  } catch {
    return null;
  }
}
