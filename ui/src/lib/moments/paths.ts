import type { ConnectionId, Day, MomentJobId, SopTaskId } from "$lib/ipc/bindings";
import { placeOf, withPlace, type Place } from "$lib/tasks/paths";

/** Where in the jobs of a task one is. */
export interface JobPlace extends Place {
  /** In Beijing; null for every day. */
  day: Day | null;
  /** Only what somebody has still to post. */
  waiting: boolean;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function jobPlaceOf(query: Pick<URLSearchParams, "get">): JobPlace {
  const day = query.get("day") ?? "";
  return {
    ...placeOf(query),
    day: DAY.test(day) && !Number.isNaN(Date.parse(day)) ? day : null,
    waiting: query.get("waiting") === "1",
  };
}

function withJobPlace(path: string, place?: JobPlace): string {
  if (!place) return path;
  const [base, rest] = withPlace(path, place).split("?");
  const query = new URLSearchParams(rest);
  if (place.day !== null) query.set("day", place.day);
  if (place.waiting) query.set("waiting", "1");
  return query.size > 0 ? `${base}?${query}` : path;
}

/** The moments of a connection: those of its first task, unless one is named. */
export function momentsHref(
  connection: ConnectionId,
  task?: SopTaskId | null,
  place?: JobPlace,
): string {
  const base = `/c/${encodeURIComponent(connection)}/moments`;
  return withJobPlace(task ? `${base}/${encodeURIComponent(task)}` : base, place);
}

export function momentJobHref(
  connection: ConnectionId,
  task: SopTaskId,
  job: MomentJobId,
  place?: JobPlace,
): string {
  return withJobPlace(`${momentsHref(connection, task)}/${encodeURIComponent(job)}`, place);
}
