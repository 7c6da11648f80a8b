import { formatNumber, t } from "$lib/i18n";

/** How the people chosen compare with the people wanted. */
export interface Coverage {
  wanted: number;
  /** Chosen ÷ wanted with one decimal, rounded down: it never claims more than there is. */
  times: number;
  /** How many are missing to the headcount; 0 where there are enough. */
  short: number;
}

/** Null while the headcount is not a number above 0. */
export function coverage(people: number, wanted: string): Coverage | null {
  const text = wanted.trim();
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (count === 0) return null;
  return {
    wanted: count,
    times: Math.floor((people * 10) / count) / 10,
    short: Math.max(0, count - people),
  };
}

/** `征集 60 人，覆盖 2.3 倍`, or how many are missing. */
export function coverageText({ wanted, times, short }: Coverage): string {
  const words = t.publish.total;
  const count = formatNumber(wanted);
  if (short > 0) return words.short(count, formatNumber(short));
  return words.covers(count, formatNumber(times, times % 1 ? 1 : 0));
}
