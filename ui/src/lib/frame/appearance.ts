import { setTextScale } from "$lib/design";
import { setLocale } from "$lib/i18n";
import type { Settings } from "$lib/ipc/bindings";

import { setPrivacy } from "./privacy.svelte";

/** As the core has them before anything was chosen. */
export const DEFAULT_SETTINGS: Settings = {
  language: "zh-CN",
  theme: "system",
  density: "comfortable",
  zoom: 100,
  privacy: false,
  lock_after: "never",
  columns: {},
  board: "cards",
  notify: {
    responses: true,
    headcount: true,
    warnings: true,
    sending: true,
    quests: true,
    quiet: false,
    quiet_from: 22 * 60,
    quiet_to: 7 * 60,
    urgent_through: true,
  },
};

/** To write to the root has the whole page work out its styles anew, though nothing be new. */
function setData(root: HTMLElement, name: string, value: string): void {
  if (root.dataset[name] !== value) root.dataset[name] = value;
}

/** Puts language, theme, density and size into force, before anything is drawn with them. */
export function applySettings(
  settings: Settings,
  root: HTMLElement = document.documentElement,
): void {
  setLocale(settings.language);
  if (settings.theme === "system") delete root.dataset["theme"];
  else setData(root, "theme", settings.theme);
  setData(root, "density", settings.density);
  setPrivacy(settings.privacy);
  setTextScale(settings.zoom / 100, root);
}
