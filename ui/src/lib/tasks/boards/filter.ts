import type { CheckInFilter, ResponseFilter } from "../queries";

/** Whom of a board a table shows: part of the address. */
export interface BoardFilter<Status extends string> {
  /** Null: as the board itself thinks best. */
  status: Status | null;
  /** As the server spells it; null for all. */
  office: string | null;
}

export type ResponseChoice = BoardFilter<ResponseFilter>;
export type CheckInChoice = BoardFilter<CheckInFilter>;

const RESPONSES = ["all", "accepted", "refused", "unread", "other"] as const;
const CHECK_INS = ["all", "absent", "checked_in", "other"] as const;

function filterOf<Status extends string>(
  query: Pick<URLSearchParams, "get">,
  known: readonly Status[],
): BoardFilter<Status> {
  const status = query.get("status");
  return {
    status: known.find((one) => one === status) ?? null,
    office: query.get("office"),
  };
}

/** What the address asks for; words it does not know ask for nothing. */
export const responseFilter = (query: Pick<URLSearchParams, "get">): ResponseChoice =>
  filterOf(query, RESPONSES);
export const checkInFilter = (query: Pick<URLSearchParams, "get">): CheckInChoice =>
  filterOf(query, CHECK_INS);

/** The addresses of a board's filters; everything else in the address stays. */
export function filtersOf(url: URL): (filter: BoardFilter<string>) => string {
  const others = new URLSearchParams(url.searchParams);
  for (const name of ["status", "office"]) others.delete(name);
  const kept = others.toString();
  return ({ status, office }) => {
    const query = [
      kept,
      status === null ? "" : `status=${encodeURIComponent(status)}`,
      office === null ? "" : `office=${encodeURIComponent(office)}`,
    ].filter((part) => part !== "");
    return url.pathname + (query.length > 0 ? `?${query.join("&")}` : "");
  };
}
