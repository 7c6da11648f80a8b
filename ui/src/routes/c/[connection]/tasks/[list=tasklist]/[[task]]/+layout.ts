import type { OutboxView, Read, ResponseBoard, TaskLinks, TaskView } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { latestFinish } from "$lib/tasks/finishing";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

/** What every tab of a task needs. */
interface Opened {
  view: Read<TaskView>;
  /** For whom ending it would matter. */
  responses: Read<ResponseBoard>;
  finish: OutboxView | null;
  links: TaskLinks | null;
}

/** Writes about one task, the newest first; the last ending is among them. */
const WRITES = 50;

export const load: LayoutLoad = async ({ params, depends }): Promise<{ opened: Opened | null }> => {
  const { connection, task } = params;
  if (task === undefined) return { opened: null };
  depends(on(`task/${connection}/${task}`), on("outbox"), on("drafts"));
  const [view, responses, outbox, links] = await Promise.all([
    call("get_task", { connection, task }).catch((thrown: unknown) =>
      failed<TaskView>(toAppError(thrown, "get_task")),
    ),
    call("get_response_board", { connection, task }).catch((thrown: unknown) =>
      failed<ResponseBoard>(toAppError(thrown, "get_response_board")),
    ),
    call("list_outbox", {
      offset: 0,
      limit: WRITES,
      of: { kind: "task", connection, task },
    }).catch(() => null),
    call("get_task_links", { connection, task }).catch(() => null),
  ]);
  return {
    opened: { view, responses, finish: latestFinish(outbox?.rows ?? [], connection, task), links },
  };
};
