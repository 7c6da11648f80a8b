import { formatDay, formatNumber, formatPercent, t, wallClock } from "$lib/i18n";
import type { Day, MomentDay, Time } from "$lib/ipc/bindings";
import type { Curve } from "$lib/design/charts/curve";

/** The midnight in Beijing with which a day begins. */
export const startOf = (day: Day): Time => Date.parse(`${day}T00:00:00+08:00`);

/** 今天, 昨天, 3月18日. */
export const dayName = (day: Day, there: Time): string => formatDay(startOf(day), there);

const two = (n: number): string => String(n).padStart(2, "0");

/** The day in Beijing at a moment. */
export function dayAt(time: Time): Day {
  const { year, month, day } = wallClock(time);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** The days with jobs before and after one; of every day, the last one before. */
export function beside(
  days: readonly MomentDay[],
  day: Day | null,
): { earlier: Day | null; later: Day | null } {
  if (day === null) return { earlier: days.at(-1)?.day ?? null, later: null };
  return {
    earlier: days.findLast((one) => one.day < day)?.day ?? null,
    later: days.find((one) => one.day > day)?.day ?? null,
  };
}

/** What a calendar says of the days that have jobs. */
export const marked = (days: readonly MomentDay[]): Map<Day, string> =>
  new Map(days.map(({ day, jobs }) => [day, t.moments.day.jobs(formatNumber(jobs))]));

/** Days that a trend shows at most, the last ones. */
const TREND_DAYS = 60;

export interface Trend {
  label: string;
  curve: Curve;
  columns: string[];
  rows: string[][];
}

/** How it went day by day; null while no line lies between two days that are counted. */
export function trend(all: readonly MomentDay[], there: Time): Trend | null {
  const days = all.slice(-TREND_DAYS);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || days.filter(({ counts }) => counts !== null).length < 2) return null;
  const words = t.moments.trend;
  const number = (n: number | undefined): string => (n === undefined ? "–" : formatNumber(n));
  const values = (of: "done" | "total"): (number | null)[] =>
    days.map(({ counts }) => counts?.[of] ?? null);
  return {
    label: words.label(
      formatNumber(days.length),
      dayName(last.day, there),
      number(last.counts?.done),
      number(last.counts?.total),
    ),
    curve: {
      times: days.map(({ day }) => startOf(day)),
      lines: [
        { label: words.total, tone: "neutral", values: values("total"), dashed: true },
        { label: words.done, tone: "arrived", values: values("done"), mark: "dot" },
      ],
      moments: [first, last].map(({ day }) => ({ at: startOf(day), label: dayName(day, there) })),
    },
    columns: Object.values(words.columns),
    rows: days
      .toReversed()
      .map(({ day, jobs, counts }) => [
        dayName(day, there),
        formatNumber(jobs),
        number(counts?.done),
        number(counts?.waiting),
        number(counts?.total),
        counts && counts.total > 0 ? formatPercent(counts.done / counts.total) : "–",
      ]),
  };
}

/** Why nothing is drawn, and what would mend it. */
export function whyNoTrend(days: readonly MomentDay[], complete: boolean): string {
  const words = t.moments.trend;
  if (!complete) return words.partial;
  return days.length < 2 ? words.few : words.uncounted;
}
