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
  /** At the row's other end: the count-down, or the figure that matters now. */
  then: string;
}

/** The second line of a row. */
export function rowTimes(row: TaskRow, now: Time): RowTimes {
  const words = t.tasks.row;
  const { gather_at, finish_at, accepted, wanted } = row.summary;
  const gathers = (): string => {
    if (gather_at === null) return "";
    const time = shortTime(gather_at, now);
    return time === formatClock(gather_at) ? words.gathers(time) : time;
  };
  const headcount =
    accepted === null
      ? words.wanted(formatNumber(wanted))
      : words.acceptedOf(formatNumber(accepted), formatNumber(wanted));
  if (row.phase === "done") {
    return {
      when: finish_at === null ? gathers() : words.ended(shortTime(finish_at, now)),
      then: headcount,
    };
  }
  if (row.phase === "executing") {
    return {
      when: gathers(),
      then: finish_at === null ? "" : words.ends(shortTime(finish_at, now)),
    };
  }
  return { when: gathers(), then: gather_at === null ? headcount : until(gather_at, now) };
}
