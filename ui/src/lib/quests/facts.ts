import { formatNumber, formatTime, t } from "$lib/i18n";
import type { QuestDetail, Time } from "$lib/ipc/bindings";

import { categoryName, endText, kindWord, resetWord, spanText } from "./words";

/** What is known of a quest beside its texts; those without a value are left out where they are shown. */
export function factsOf(
  detail: QuestDetail,
  ends: Time | null,
  there: Time,
): { label: string; value: string }[] {
  const words = t.quests.facts;
  const n = formatNumber;
  const { reset, max_completions: most, completions, window, active } = detail;
  const limit = detail.status === "not_accepted" ? detail.time_limit_s : null;
  const at = (time: Time | null | undefined): string =>
    time === null || time === undefined ? "" : formatTime(time, there, { local: true });
  return [
    { label: words.kind, value: kindWord(detail.kind) },
    { label: words.category, value: categoryName(detail) },
    { label: words.target, value: [detail.target_type, n(detail.target_count)].join(" × ") },
    { label: words.limit, value: limit === null ? "" : words.limitText(spanText(limit)) },
    {
      label: words.expires,
      value: detail.status === "in_progress" ? endText(ends, there) : "",
    },
    {
      label: words.level,
      value: detail.level_required > 1 ? words.levelText(n(detail.level_required)) : "",
    },
    { label: words.reset, value: reset === null || reset === "none" ? "" : resetWord(reset) },
    {
      label: words.times,
      value: most !== null && most > 1 ? words.timesText(n(completions ?? 0), n(most)) : "",
    },
    { label: words.active, value: active === null ? "" : active ? words.yes : words.no },
    { label: words.starts, value: at(window?.starts_at) },
    { label: words.ends, value: at(window?.ends_at) },
  ];
}
