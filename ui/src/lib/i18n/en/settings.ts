import type { settings as Source } from "../zh-CN/settings";

export const settings: typeof Source = {
  title: "Settings",
  appearance: "Appearance",
  language: "Language",
  languages: { "zh-CN": "中文", en: "English" },
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  density: "Rows",
  densities: { comfortable: "Comfortable", dense: "Dense" },
  zoom: "Text size",
  zoomValue: (percent) => `${percent} %`,
  smaller: "Smaller text",
  larger: "Larger text",
  about: "About",
  name: "Name",
  fullName: "Muster",
  version: "Version",
  commit: "Commit",
  noCommit: "Unknown",
  stores: "Data on this machine",
  storesText:
    "Cache and outbox are encrypted. The key is in the system's keyring, or guarded by a passphrase.",
  licence: "Licence",
  unlock: {
    chooseTitle: "Choose a passphrase",
    chooseText:
      "This machine has no system keyring. Choose a passphrase to encrypt the data kept here. You enter it at each start.",
    chooseWarning: "Without it, drafts and outbox cannot be opened. It cannot be recovered.",
    enterTitle: "Enter the passphrase",
    enterText: "The data on this machine is encrypted with a passphrase.",
    passphrase: "Passphrase",
    again: "Once more",
    tooShort: (min) => `At least ${min} characters`,
    different: "The two are not the same",
    missing: "Enter the passphrase",
    chooseAct: "Set and go on",
    enterAct: "Unlock",
    unusableTitle: "The data on this machine cannot be opened",
    unusableText:
      "The disk cannot be read or written, or the data is from a newer version. No file was deleted. See to it, then try again.",
    keychainTitle: "The system's keyring is locked",
    keychainText:
      "The key to the data on this machine is in the keyring. Unlock the keyring, then try again.",
  },
};
