import type { CheckInBoard, CheckInPicture, Read, TaskView } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

interface Wall {
  view: Read<TaskView>;
  board: Read<CheckInBoard>;
  picture: CheckInPicture | null;
}

export const load: PageLoad = async ({ params, depends }): Promise<Wall> => {
  const { connection, task } = params;
  depends(on(`task/${connection}/${task}`));
  const [view, board, picture] = await Promise.all([
    call("get_task", { connection, task }).catch((thrown: unknown) =>
      failed<TaskView>(toAppError(thrown, "get_task")),
    ),
    call("get_check_in_board", { connection, task }).catch((thrown: unknown) =>
      failed<CheckInBoard>(toAppError(thrown, "get_check_in_board")),
    ),
    call("get_check_in_picture", { connection, task }).catch(() => null),
  ]);
  return { view, board, picture: picture?.value ?? null };
};
