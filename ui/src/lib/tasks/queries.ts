import type {
  CheckInRow,
  CheckInStatus,
  ListCheckIns,
  ListPeople,
  ListResponses,
  Participant,
  PeopleGroup,
  ResponseRow,
  ResponseStatus,
  Rows,
} from "$lib/ipc/bindings";

/** What is asked of the rows of a board, but for whose board it is. */
type Of<List> = Omit<List, "connection" | "task">;

export type ReadResponses = (query: Of<ListResponses>) => Promise<Rows<ResponseRow>>;
export type ReadCheckIns = (query: Of<ListCheckIns>) => Promise<Rows<CheckInRow>>;
/** The groups from an offset on. */
export type ReadGroups = (offset: number) => Promise<readonly PeopleGroup[]>;
export type ReadPeople = (query: Of<ListPeople>) => Promise<Rows<Participant>>;

/** A status to filter by; `all` for no filter. */
export type ResponseFilter = Extract<ResponseStatus, string> | "all";
export type CheckInFilter = Extract<CheckInStatus, string> | "all";
