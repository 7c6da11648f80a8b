import type { ConnectionId, OutboxView, Read, TaskId, TaskView } from "$lib/ipc/bindings";

/** The latest ending of a task that the outbox knows of. The outbox is newest first. */
export function latestFinish(
  outbox: readonly OutboxView[],
  connection: ConnectionId,
  task: TaskId,
): OutboxView | null {
  return (
    outbox.find(
      (entry) =>
        entry.kind === "finish_task" && entry.connection === connection && entry.task === task,
    ) ?? null
  );
}

/** The ending is confirmed, and what we hold of the task is from before it. */
export function endedSince(view: Read<TaskView>, finish: OutboxView | null): boolean {
  return (
    finish?.state === "confirmed" &&
    view.value !== null &&
    view.value.phase !== "done" &&
    (view.fetched_at ?? 0) < finish.changed_at
  );
}
