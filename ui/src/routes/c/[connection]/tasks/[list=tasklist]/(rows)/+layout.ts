import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import type { Page, TaskRow } from "$lib/ipc/bindings";
import { placeOf } from "$lib/tasks/paths";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

/** The page of the list that is open: its rows show how many have accepted and arrived. */
export const load: LayoutLoad = async ({ params: { connection, list }, url, depends }) => {
  depends(on(`tasks/${connection}`), on(`progress/${connection}`));
  const place = placeOf(url.searchParams);
  const tasks = await call("list_tasks", { connection, list, ...place }).catch((thrown: unknown) =>
    failed<Page<TaskRow>>(toAppError(thrown, "list_tasks")),
  );
  return { place, tasks };
};
