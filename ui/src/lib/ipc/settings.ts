import { invalidate } from "$app/navigation";

import type { Settings } from "./bindings";
import { call } from "./call";
import { on } from "./events";

/** Stores a part of the settings and has them read again; answers all of them. */
export async function keepSettings(part: Partial<Settings>): Promise<Settings> {
  const settings = await call("change_settings", part);
  await invalidate(on("settings"));
  return settings;
}
