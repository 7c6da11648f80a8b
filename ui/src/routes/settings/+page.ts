import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";

import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ depends }) => {
  depends(on("maps"), on("settings"));
  // Without these the page still has everything else.
  const [maps, popups] = await Promise.all([
    call("get_map_sources", {}).catch(() => null),
    call("get_popups", {}).catch(() => null),
  ]);
  return { maps, popups };
};
