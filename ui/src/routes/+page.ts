import { redirect } from "@sveltejs/kit";

import type { PageLoad } from "./$types";

/** The start: the first connection's tasks, or the first screen of all. */
export const load: PageLoad = async ({ parent }) => {
  const { connections, failed } = await parent();
  if (failed) return;
  const first = connections[0];
  redirect(307, first ? `/c/${encodeURIComponent(first.id)}/tasks` : "/welcome");
};
