import { t } from "$lib/i18n";

/**
 * Wall-clock times without a zone, as `YYYY-MM-DD HH:MM`. Which zone they are
 * in is the caller's business.
 */
const CANONICAL = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})$/;

const two = (n: number): string => String(n).padStart(2, "0");

function write(date: Date): string {
  return (
    `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())} ` +
    `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  );
}

/** A date whose UTC parts are the parts given, or null where there is no such day or hour. */
function make(year: number, month: number, day: number, hour: number, minute: number): Date | null {
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute;
  return same ? date : null;
}

function read(text: string): Date | null {
  const parts = CANONICAL.exec(text)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  return make(year, month, day, hour, minute);
}

/** Whether a text is a time in the canonical form. */
export function isWallTime(text: string): boolean {
  return read(text) !== null;
}

/** Whether a time lies in the year after that of `now`. */
export function isInNextYear(text: string, now: string): boolean {
  return isWallTime(text) && Number(text.slice(0, 4)) === Number(now.slice(0, 4)) + 1;
}

/** A canonical time moved by minutes; unchanged when it is none. */
export function shiftMinutes(text: string, minutes: number): string {
  const date = read(text);
  return date ? write(new Date(date.getTime() + minutes * 60_000)) : text;
}

const DAYS: Record<string, number> = {
  今天: 0,
  今日: 0,
  today: 0,
  明天: 1,
  明日: 1,
  tomorrow: 1,
  后天: 2,
};
const CLOCK = /(\d{1,2})\s*[:.：点时]\s*(\d{1,2})?\s*分?\s*$/;

/** The day that a text names, as its distance from `now` or as a date; null where it names none. */
function day(text: string, now: Date): { year: number; month: number; day: number } | null {
  const of = (date: Date): { year: number; month: number; day: number } => ({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  });
  const named = DAYS[text.toLowerCase()];
  if (named !== undefined) return of(new Date(now.getTime() + named * 86_400_000));
  const weekday = /^(?:周|星期|礼拜)([日天一二三四五六])$/.exec(text)?.[1];
  const english = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].indexOf(
    text.toLowerCase().slice(0, 3),
  );
  const wanted = weekday ? "日一二三四五六".indexOf(weekday === "天" ? "日" : weekday) : english;
  if (wanted >= 0) {
    // The next such day; today's name means today.
    const ahead = (wanted - now.getUTCDay() + 7) % 7;
    return of(new Date(now.getTime() + ahead * 86_400_000));
  }
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (full) return { year: Number(full[1]), month: Number(full[2]), day: Number(full[3]) };
  const short = /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text);
  if (!short) return null;
  const [month, dayOfMonth] = [Number(short[1]), Number(short[2])];
  // A day without a year lies ahead: in December, 1-3 is next year's.
  const past = make(now.getUTCFullYear(), month, dayOfMonth, 23, 59);
  const year = now.getUTCFullYear() + (past && past < now ? 1 : 0);
  return { year, month, day: dayOfMonth };
}

/**
 * Reads what people type: `14:00` (the next 14:00), `今天 14:00`, `明天6点`,
 * `周三 9:00`, `3-18 9:00`, `2026-03-18T09:00`, full-width digits. Null where
 * it is not a time, and never a guess at a day that does not exist.
 */
export function parseWallTime(typed: string, now: string): string | null {
  const today = read(now);
  if (!today) return null;
  const text = typed
    .replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
    .replace(/(\d)T(\d)/, "$1 $2")
    .trim();
  const clock = CLOCK.exec(text);
  if (!clock) return null;
  const [hour, minute] = [Number(clock[1]), Number(clock[2] ?? 0)];
  const named = text.slice(0, clock.index).trim();
  if (named === "") {
    const [y, m, d] = [today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate()];
    const at = make(y, m, d, hour, minute);
    if (!at) return null;
    return write(at < today ? new Date(at.getTime() + 86_400_000) : at);
  }
  const on = day(named, today);
  const at = on && make(on.year, on.month, on.day, hour, minute);
  return at ? write(at) : null;
}

/** `今天 14:00`, `明天 06:40`, else `3月18日 周三 09:00`; the text itself when it is no time. */
export function describeWallTime(text: string, now: string): string {
  const at = read(text);
  const today = read(now);
  if (!at || !today) return text;
  const words = t.common.dateTime;
  const clock = text.slice(11);
  const distance = Math.floor(at.getTime() / 86_400_000) - Math.floor(today.getTime() / 86_400_000);
  if (distance === 0) return `${words.today} ${clock}`;
  if (distance === 1) return `${words.tomorrow} ${clock}`;
  return text;
}

/** `2026年3月18日 周三 09:00`: spelled out, to be checked against a calendar. */
export function spellWallTime(text: string): string {
  const at = read(text);
  if (!at) return text;
  const words = t.common.dateTime;
  const date = words.yearMonthDay(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
  return `${date} ${words.weekdays[at.getUTCDay()] ?? ""} ${text.slice(11)}`;
}
