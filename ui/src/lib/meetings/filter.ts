import type { AttendanceFigure } from "$lib/ipc/bindings";

/** Whom of the invited the table shows: part of the address. */
export interface AttendeeChoice {
  /** The people behind a figure; null for everybody. */
  figure: AttendanceFigure | null;
  /** As the server spells it; null for all. */
  department: string | null;
}

const FIGURES: readonly AttendanceFigure[] = [
  "unanswered",
  "confirmed",
  "on_leave",
  "signed",
  "late",
  "awaited",
  "absent",
  "outside",
  "in_burst",
];

/** What the address asks for; words it does not know ask for nothing. */
export function attendeeChoice(query: Pick<URLSearchParams, "get">): AttendeeChoice {
  const figure = query.get("figure");
  return {
    figure: FIGURES.find((one) => one === figure) ?? null,
    department: query.get("department"),
  };
}

/** The address with this choice; everything else in it stays. */
export function withChoice(url: URL, choice: AttendeeChoice): string {
  const query = new URLSearchParams(url.searchParams);
  for (const name of ["figure", "department"] as const) {
    const value = choice[name];
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return url.pathname + (query.size > 0 ? `?${query}` : "");
}
