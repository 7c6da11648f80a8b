import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { moreOf, newest, shownOf } from "$lib/outbox/newest";

import type { PageLoad } from "./$types";

/** The newest entries; `?shown=` asks for more of them. */
export const load: PageLoad = async ({ depends, url }) => {
  depends(on("outbox"));
  const shown = shownOf(url);
  const read = (offset: number, limit: number) => call("list_outbox", { offset, limit });
  return { entries: await newest(read, shown), more: moreOf(shown) };
};
