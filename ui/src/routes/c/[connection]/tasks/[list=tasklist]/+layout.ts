import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";

import type { LayoutLoad } from "./$types";

/** What stands around the rows of either list: the drafts, and how long the other list is. */
export const load: LayoutLoad = async ({ params: { connection }, depends }) => {
  depends(on(`tasks/${connection}`), on("drafts"));
  const [done, drafts] = await Promise.all([
    call("list_tasks", { connection, list: "done", page: 1, filter: "" }).catch(() => null),
    call("list_drafts", { connection }).catch(() => []),
  ]);
  return { done: done?.value?.total ?? null, drafts };
};
