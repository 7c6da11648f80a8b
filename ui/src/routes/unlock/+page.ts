import { redirect } from "@sveltejs/kit";

import type { PageLoad } from "./$types";

/** Nothing to do here once the stores are open. */
export const load: PageLoad = async ({ parent }) => {
  const { info } = await parent();
  if (info?.stores === "open") redirect(307, "/");
  return { stores: info?.stores ?? null };
};
