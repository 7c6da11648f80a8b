import type { MissionId, Reminder } from "$lib/ipc/bindings";

/** Whom of a mission a table shows: part of the address. */
export interface PeopleChoice {
  /** One of its parts; null for everybody. */
  part: MissionId | null;
  /** Only those who still have to do this. */
  waitedFor: Reminder | null;
}

/** What the address asks for; words it does not know ask for nothing. */
export function choiceOf(query: Pick<URLSearchParams, "get">): PeopleChoice {
  const waiting = query.get("waiting");
  return {
    part: query.get("part"),
    waitedFor: waiting === "confirm" || waiting === "finish" ? waiting : null,
  };
}

/** The address with this choice; everything else in it stays. */
export function withChoice(url: URL, { part, waitedFor }: PeopleChoice): string {
  const query = new URLSearchParams(url.searchParams);
  for (const [name, value] of [
    ["part", part],
    ["waiting", waitedFor],
  ] as const) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return url.pathname + (query.size > 0 ? `?${query}` : "");
}
