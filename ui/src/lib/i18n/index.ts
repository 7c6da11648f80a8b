export { locale, LOCALES, setLocale, systemLocale, t, type Locale } from "./catalogue.svelte";
export { errorText, refusalText, type ErrorText } from "./errors";
export {
  BEIJING,
  formatAge,
  formatClock,
  formatDay,
  formatDuration,
  formatNumber,
  formatPercent,
  formatTime,
  sentences,
  toMillis,
  wallClock,
  type Instant,
} from "./format";
