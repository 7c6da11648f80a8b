import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";

import type { PageLoad } from "./$types";

const STEP = 50;
/** The core answers no more at once. */
const MOST = 200;

/** What was done last; `?shown=` asks for more of them. */
export const load: PageLoad = async ({ depends, url }) => {
  depends(on("activity"));
  const shown = Math.min(MOST, Math.max(STEP, Number(url.searchParams.get("shown")) || STEP));
  return {
    entries: await call("list_activity", { offset: 0, limit: shown }),
    more: shown < MOST ? shown + STEP : null,
  };
};
