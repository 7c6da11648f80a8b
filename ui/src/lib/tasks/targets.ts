import type { ConnectionId, Target, TaskId, TaskList } from "$lib/ipc/bindings";

import type { Tab } from "./paths";

/** What the task pages show: the list, the size of the other one, and of a task what its tab needs. */
export function targetsOf(
  connection: ConnectionId,
  list: TaskList,
  page: number,
  task: TaskId | null,
  tab: Tab,
): Target[] {
  const other: TaskList = list === "working" ? "done" : "working";
  const targets: Target[] = [
    { kind: "tasks", connection, list, page },
    { kind: "tasks", connection, list: other, page: 1 },
  ];
  if (task === null) return targets;
  targets.push({ kind: "task", connection, task });
  if (tab === "map") {
    // Who accepted and is silent is known by the check-ins.
    targets.push({ kind: "positions", connection, task }, { kind: "check_ins", connection, task });
  }
  if (tab === "responses") targets.push({ kind: "responses", connection, task });
  if (tab === "check-ins") targets.push({ kind: "check_ins", connection, task });
  if (tab === "people") targets.push({ kind: "people", connection, task });
  return targets;
}
