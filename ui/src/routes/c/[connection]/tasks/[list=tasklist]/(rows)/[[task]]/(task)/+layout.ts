import type { Read, ResponseBoard, TaskView } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

/** What every tab of a task shows of its server. */
interface Opened {
  view: Read<TaskView>;
  /** For whom ending it would matter. */
  responses: Read<ResponseBoard>;
}

export const load: LayoutLoad = async ({ params, depends }): Promise<{ opened: Opened | null }> => {
  const { connection, task } = params;
  if (task === undefined) return { opened: null };
  depends(on(`task/${connection}/${task}`));
  const [view, responses] = await Promise.all([
    call("get_task", { connection, task }).catch((thrown: unknown) =>
      failed<TaskView>(toAppError(thrown, "get_task")),
    ),
    call("get_response_board", { connection, task }).catch((thrown: unknown) =>
      failed<ResponseBoard>(toAppError(thrown, "get_response_board")),
    ),
  ]);
  return { opened: { view, responses } };
};
