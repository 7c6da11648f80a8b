import type { TaskRow, Time } from "$lib/ipc/bindings";
import {
  BEIJING,
  formatClock,
  formatDuration,
  formatNumber,
  formatTime,
  t,
  wallClock,
} from "$lib/i18n";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long until a moment: minutes when it is near, hours and days when it is not. */
export function until(at: Time, now: Time): string {
  const words = t.tasks.countdown;
  const left = at - now;
  if (left <= 0) return words.reached;
  if (left < MINUTE) return words.seconds(formatNumber(Math.ceil(left / 1000)));
  if (left < HOUR) return words.minutes(formatNumber(Math.floor(left / MINUTE)));
  // Cut to minutes, so that a count-down never claims more than is left.
  if (left < 10 * HOUR) return words.ahead(formatDuration(Math.floor(left / MINUTE) * MINUTE));
  if (left < 2 * DAY) return words.hours(formatNumber(Math.floor(left / HOUR)));
  return words.days(formatNumber(Math.floor(left / DAY)));
}

/** `14:00` today, `明天 06:40` otherwise. */
export function shortTime(at: Time, now: Time): string {
  const [there, here] = [wallClock(at, BEIJING), wallClock(now, BEIJING)];
  const today = there.year === here.year && there.month === here.month && there.day === here.day;
  return today ? formatClock(at) : formatTime(at, now);
}

export interface RowTimes {
  /** When; before the place. Empty where the server gave no time. */
  when: string;
  /** At the row's other end: the count-down, or the end once it is under way. Empty where there is none. */
  then: string;
}

/** The second line of a row. */
export function rowTimes(row: TaskRow, now: Time): RowTimes {
  const words = t.tasks.row;
  const { gather_at, finish_at } = row.summary;
  const gathers = (): string => {
    if (gather_at === null) return "";
    const time = shortTime(gather_at, now);
    return time === formatClock(gather_at) ? words.gathers(time) : time;
  };
  const end = (word: (time: string) => string): string =>
    finish_at === null ? "" : word(shortTime(finish_at, now));
  if (row.phase === "done") return { when: end(words.ended) || gathers(), then: "" };
  if (row.phase === "executing") return { when: gathers(), then: end(words.ends) };
  return { when: gathers(), then: gather_at === null ? "" : until(gather_at, now) };
}
