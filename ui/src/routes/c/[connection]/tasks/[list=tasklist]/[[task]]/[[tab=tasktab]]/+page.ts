import type { CheckInBoard, PeopleGroups, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { GROUPS } from "$lib/tasks/groups.svelte";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** What the open tab needs beside the task itself. */
interface OfTab {
  checkIns: Read<CheckInBoard> | null;
  /** The first of them. */
  groups: Read<PeopleGroups> | null;
}

export const load: PageLoad = async ({ params, depends }): Promise<OfTab> => {
  const { connection, task, tab } = params;
  if (task === undefined) return { checkIns: null, groups: null };
  depends(on(`task/${connection}/${task}`));
  const checkIns =
    tab === "check-ins"
      ? await call("get_check_in_board", { connection, task }).catch((thrown: unknown) =>
          failed<CheckInBoard>(toAppError(thrown, "get_check_in_board")),
        )
      : null;
  const groups =
    tab === "people"
      ? await call("list_task_groups", { connection, task, offset: 0, limit: GROUPS }).catch(
          (thrown: unknown) => failed<PeopleGroups>(toAppError(thrown, "list_task_groups")),
        )
      : null;
  return { checkIns, groups };
};
