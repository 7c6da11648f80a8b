import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";

import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ depends }) => {
  depends(on("maps"));
  // Without its base maps the page still has everything else.
  return { maps: await call("get_map_sources", {}).catch(() => null) };
};
