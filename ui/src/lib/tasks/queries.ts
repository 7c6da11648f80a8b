import type {
  BoardPerson,
  CheckInStatus,
  ListCheckIns,
  ListPeople,
  ListResponses,
  Participant,
  PeopleGroup,
  ResponseStatus,
  Rows,
  SeenCheckIn,
} from "$lib/ipc/bindings";

/** What is asked of the rows of a board, but for whose board it is. */
type Of<List> = Omit<List, "connection" | "task">;

/** The groups from an offset on. */
export type ReadGroups = (offset: number) => Promise<readonly PeopleGroup[]>;
export type ReadResponses = (query: Of<ListResponses>) => Promise<Rows<BoardPerson>>;
export type ReadCheckIns = (query: Of<ListCheckIns>) => Promise<Rows<SeenCheckIn>>;
export type ReadPeople = (query: Of<ListPeople>) => Promise<Rows<Participant>>;

/** A status to filter by; `all` for no filter, `other` for those that we do not know. */
export type ResponseFilter = Extract<ResponseStatus, string> | "all" | "other";
export type CheckInFilter = Extract<CheckInStatus, string> | "all" | "other";

/** How the core is asked for it. */
export function asked<Status extends string>(
  filter: Status | "all" | "other",
): Status | { other: string } | null {
  if (filter === "all") return null;
  return filter === "other" ? { other: "" } : (filter as Status);
}
