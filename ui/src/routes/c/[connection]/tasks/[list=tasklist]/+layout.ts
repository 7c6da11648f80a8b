import type { Page, Read, TaskList, TaskRow } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { placeOf, type Place } from "$lib/tasks/paths";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

type Tasks = Read<Page<TaskRow>>;

/** The list pane: the page that is open, both lists' sizes, the drafts. */
export const load: LayoutLoad = async ({ params, url, depends }) => {
  const { connection, list } = params;
  depends(on(`tasks/${connection}`), on(`progress/${connection}`), on("drafts"));
  const place = placeOf(url.searchParams);
  const read = (of: TaskList, { page, filter }: Place): Promise<Tasks> =>
    call("list_tasks", { connection, list: of, page, filter }).catch((thrown: unknown) =>
      failed(toAppError(thrown, "list_tasks")),
    );
  const open = read(list, place);
  const isFirst = place.page === 1 && place.filter === "";
  const first = (of: TaskList): Promise<Tasks> =>
    of === list && isFirst ? open : read(of, { page: 1, filter: "" });
  const [tasks, working, done, drafts] = await Promise.all([
    open,
    first("working"),
    first("done"),
    call("list_drafts", { connection }).catch(() => []),
  ]);
  return {
    place,
    tasks,
    drafts,
    counts: { working: working.value?.total ?? null, done: done.value?.total ?? null },
  };
};
