import type { ConnectionId, OutboxView, TaskId } from "$lib/ipc/bindings";

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
