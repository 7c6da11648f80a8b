import type { ConnectionId, DraftId, OutboxId, Phase, TaskId, TaskList } from "$lib/ipc/bindings";

export const TABS = ["overview", "map", "responses", "check-ins", "people"] as const;
export type Tab = (typeof TABS)[number];

/** Where a running task may stand. */
export const RUNNING = ["recruiting", "gathering", "executing"] as const satisfies Phase[];
export type Running = (typeof RUNNING)[number];

/** Where in a list one is: kept while tasks of it are opened and closed. */
export interface Place {
  /** From 1. */
  page: number;
  filter: string;
  /** Of a list of tasks: only those that stand there. */
  phase?: Running;
}

/** Whether only some of a list is asked for. */
export function isFiltered({ filter, phase }: Place): boolean {
  return filter !== "" || phase !== undefined;
}

/** The place that an address names; a page that is none is the first. */
export function placeOf(query: Pick<URLSearchParams, "get">): Place {
  const page = Number(query.get("page"));
  const phase = RUNNING.find((one) => one === query.get("phase"));
  return {
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    filter: query.get("q") ?? "",
    ...(phase && { phase }),
  };
}

const START: Place = { page: 1, filter: "" };

/** An address that keeps where in a list one is. */
export function withPlace(path: string, { page, filter, phase }: Place = START): string {
  const query = new URLSearchParams();
  if (filter) query.set("q", filter);
  if (phase) query.set("phase", phase);
  if (page > 1) query.set("page", String(page));
  return query.size > 0 ? `${path}?${query}` : path;
}

const tasks = (connection: ConnectionId): string => `/c/${encodeURIComponent(connection)}/tasks`;

export function listHref(connection: ConnectionId, list: TaskList, place?: Place): string {
  return withPlace(`${tasks(connection)}/${list}`, place);
}

export function taskHref(
  connection: ConnectionId,
  list: TaskList,
  task: TaskId,
  tab: Tab = "overview",
  place?: Place,
): string {
  const end = tab === "overview" ? "" : `/${tab}`;
  return withPlace(`${tasks(connection)}/${list}/${encodeURIComponent(task)}${end}`, place);
}

/** Where a draft is written; a new one without a draft. */
export function publishHref(connection: ConnectionId, draft?: DraftId): string {
  const query = draft === undefined ? "" : `?draft=${encodeURIComponent(draft)}`;
  return `${tasks(connection)}/new${query}`;
}

/** The page for everybody to see. */
export function wallHref(connection: ConnectionId, task: TaskId): string {
  return `/wall/${encodeURIComponent(connection)}/${encodeURIComponent(task)}`;
}

/** A write, where all of them are. */
export function entryHref(entry: OutboxId): string {
  return `/outbox#entry-${encodeURIComponent(entry)}`;
}

/** Where one signs in to a connection; comes back to it after. */
export function signInHref(connection: ConnectionId): string {
  return `/connections?sign-in=${encodeURIComponent(connection)}`;
}
