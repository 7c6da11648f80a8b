export { offeredActs, usePageActs, type PageAct } from "./acts.svelte";
export { applySettings, DEFAULT_SETTINGS } from "./appearance";
export { clock, setClocks, startClock } from "./clock.svelte";
export {
  connectionName,
  connectionState,
  isOfConnection,
  isOffline,
  isTold,
  setTold,
  toldAbove,
} from "./connection";
export { Cover } from "./cover.svelte";
export { watchIdle } from "./idle";
export { handleKey, inFloat, offered, usePageKeys, type PageKeys } from "./keys.svelte";
export { landing } from "./landing";
export { privacy } from "./privacy.svelte";
export type { Question } from "./question";
export { PALETTE_KEYS } from "./system";
export { default as Age } from "./Age.svelte";
export { default as AskDialog } from "./AskDialog.svelte";
export { default as ClockBanner } from "./ClockBanner.svelte";
export { default as ConnectionBanner } from "./ConnectionBanner.svelte";
export { default as ErrorNote } from "./ErrorNote.svelte";
export { default as KeysSheet } from "./KeysSheet.svelte";
export { default as LinkList } from "./LinkList.svelte";
export { default as LockScreen } from "./LockScreen.svelte";
export { default as Masked } from "./Masked.svelte";
export { default as Page } from "./Page.svelte";
export { default as Panes } from "./Panes.svelte";
export { default as Rail } from "./Rail.svelte";
export { default as RowLink } from "./RowLink.svelte";
export { default as StoreNotice } from "./StoreNotice.svelte";
