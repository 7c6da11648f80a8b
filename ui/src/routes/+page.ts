import { redirect } from "@sveltejs/kit";

import type { PageLoad } from "./$types";

/** The start: the first connection's tasks, or the first screen of all. */
export const load: PageLoad = async ({ parent }) => {
  const { connections, failed, info } = await parent();
  if (failed || info?.lock.locked) return;
  const first = connections[0];
  redirect(307, first ? `/c/${encodeURIComponent(first.id)}/tasks` : "/welcome");
};
