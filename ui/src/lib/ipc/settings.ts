import { invalidate } from "$app/navigation";
import { toast } from "$lib/design";
import type { ColumnChoice } from "$lib/exporting/outlet";
import { errorText } from "$lib/i18n";
import type { SettingsEdit } from "$lib/settings/edit.svelte";

import type { Settings } from "./bindings";
import { call, toAppError } from "./call";
import { on } from "./events";

/** Stores a part of the settings and has them read again; answers all of them. */
export async function keepSettings(part: Partial<Settings>): Promise<Settings> {
  const settings = await call("change_settings", part);
  await invalidate(on("settings"));
  return settings;
}

/** Changes how something is shown; says so where that cannot be kept. */
export async function keepLook(edit: SettingsEdit, part: Partial<Settings>): Promise<void> {
  try {
    await edit.change(part);
  } catch (thrown) {
    toast.failed(errorText(toAppError(thrown, "change_settings")).what);
  }
}

/** Which columns the tables show, kept among the settings. */
export function columnChoice(edit: SettingsEdit): ColumnChoice {
  const { columns } = edit.settings;
  return {
    chosen: columns,
    choose: (table, ids) => void keepLook(edit, { columns: { ...columns, [table]: ids } }),
  };
}
