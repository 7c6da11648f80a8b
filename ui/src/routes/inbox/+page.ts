import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { moreOf, newest, shownOf } from "$lib/outbox/newest";

import type { PageLoad } from "./$types";

/** The newest notices; `?shown=` asks for more of them, `?unread` for the unread only. */
export const load: PageLoad = async ({ depends, url }) => {
  depends(on("inbox"));
  const shown = shownOf(url);
  const unreadOnly = url.searchParams.has("unread");
  const read = (offset: number, limit: number) =>
    call("list_notices", { unread_only: unreadOnly, offset, limit });
  return { notices: await newest(read, shown), more: moreOf(shown), unreadOnly };
};
