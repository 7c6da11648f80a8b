import type { Enterprises, Read, Rows, SopTask } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { everyWindow, failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

/** Where one looks: the enterprises of the account, and the tasks of the chosen one. */
export const load: LayoutLoad = async ({
  params,
  depends,
}): Promise<{ enterprises: Read<Enterprises>; tasks: Read<Rows<SopTask>> }> => {
  const { connection } = params;
  depends(on(`moments/${connection}`));
  const [enterprises, tasks] = await Promise.all([
    call("list_enterprises", { connection }).catch((thrown: unknown) =>
      failed<Enterprises>(toAppError(thrown, "list_enterprises")),
    ),
    everyWindow((offset, limit) =>
      call("list_moment_tasks", { connection, filter: "", offset, limit }),
    ).catch((thrown: unknown) => failed<Rows<SopTask>>(toAppError(thrown, "list_moment_tasks"))),
  ]);
  return { enterprises, tasks };
};
