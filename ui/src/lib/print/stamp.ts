import { toMillis, wallClock, type Instant } from "$lib/i18n";

const two = (n: number): string => String(n).padStart(2, "0");

/** `2026-11-23 14:00` in Beijing: paper is read on another day. Empty of no time. */
export function stamp(at: Instant | null): string {
  if (at === null || Number.isNaN(toMillis(at))) return "";
  const { year, month, day, hour, minute } = wallClock(at);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
