import { redirect } from "@sveltejs/kit";

import { homeHref } from "$lib/connections/home";

import type { PageLoad } from "./$types";

/** The start: what the first connection is for, or the first screen of all. */
export const load: PageLoad = async ({ parent }) => {
  const { connections, failed, info } = await parent();
  if (failed || info?.lock.locked) return;
  const first = connections[0];
  redirect(307, first ? homeHref(first) : "/welcome");
};
