import { locale, t } from "./catalogue.svelte";

/** A moment: Unix milliseconds, an RFC 3339 text, or a Date. */
export type Instant = number | string | Date;

/** The zone of every time that a server states without one. */
export const BEIJING = "Asia/Shanghai";

/** Narrow and unbreakable: between groups of digits, and between a figure and its unit. */
const THIN = "\u202f";
const DAY = 86_400_000;

/** Unix milliseconds of a moment; NaN when it is none. */
export function toMillis(at: Instant): number {
  if (typeof at === "number") return at;
  return at instanceof Date ? at.getTime() : Date.parse(at);
}

/** `12 340`: groups of three, parted by thin spaces, from 1 000 on. */
export function formatNumber(n: number, digits = 0): string {
  if (!Number.isFinite(n)) return "–";
  const [whole = "", fraction] = Math.abs(n).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  const sign = n < 0 && Number(n.toFixed(digits)) !== 0 ? "−" : "";
  return sign + grouped + (fraction ? `.${fraction}` : "");
}

/** `34 %` of a share between 0 and 1, rounded so that it never claims what is not so: 0.999 is 99 %, 0.004 is 1 %. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return "–";
  const percent = share * 100;
  const shown =
    percent > 0 && percent < 1 ? 1 : percent >= 99 && percent < 100 ? 99 : Math.round(percent);
  return `${shown}${THIN}%`;
}

/** Sentences one after the other, as the language in use sets them: Chinese without a blank. */
export function sentences(...all: string[]): string {
  return all.filter(Boolean).join(locale() === "en" ? " " : "");
}

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Since 1992 China has kept eight hours ahead, without a summer time. */
const BEIJING_SINCE = Date.UTC(1992, 0, 1);
const BEIJING_AHEAD = 8 * 3_600_000;

function beijingClock(at: number): Wall {
  const wall = new Date(at + BEIJING_AHEAD);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
  };
}

const zones = new Map<string, Intl.DateTimeFormat>();

/** What a clock in `zone` (the system's own when undefined) shows at that moment. */
export function wallClock(at: Instant, zone: string | undefined = BEIJING): Wall {
  const ms = toMillis(at);
  if (zone === BEIJING && ms >= BEIJING_SINCE) return beijingClock(ms);
  let format = zones.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    zones.set(zone, format);
  }
  const wall: Wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const part of format.formatToParts(ms)) {
    if (part.type in wall) wall[part.type as keyof Wall] = Number(part.value);
  }
  return wall;
}

const two = (n: number): string => String(n).padStart(2, "0");
const dayNumber = (w: Wall): number => Math.round(Date.UTC(w.year, w.month - 1, w.day) / DAY);

/** `14:00`, or `14:00:05` with seconds. */
export function formatClock(
  at: Instant,
  options: { zone?: string; seconds?: boolean } = {},
): string {
  if (Number.isNaN(toMillis(at))) return "–";
  const w = wallClock(at, options.zone ?? BEIJING);
  return `${two(w.hour)}:${two(w.minute)}${options.seconds ? `:${two(w.second)}` : ""}`;
}

/** The day as people say it: 今天, 明天, 周三, 3月18日, 2027年3月18日. */
function dayOf(w: Wall, now: Wall): string {
  const words = t.common.dateTime;
  const distance = dayNumber(w) - dayNumber(now);
  if (distance === 0) return words.today;
  if (distance === 1) return words.tomorrow;
  if (distance === -1) return words.yesterday;
  if (distance > 1 && distance < 7) {
    return words.weekdays[new Date(Date.UTC(w.year, w.month - 1, w.day)).getUTCDay()] ?? "";
  }
  if (w.year === now.year) return words.monthDay(w.month, w.day);
  return words.yearMonthDay(w.year, w.month, w.day);
}

/** The day of a moment in Beijing: 今天, 昨天, 3月18日. */
export function formatDay(at: Instant, now: Instant = Date.now()): string {
  if (Number.isNaN(toMillis(at))) return "–";
  return dayOf(wallClock(at), wallClock(now));
}

/**
 * `今天 14:00`, `周三 09:00`, `3月18日 09:00`: a moment in Beijing time. With
 * `local`, the reader's own time follows where their clock shows another.
 */
export function formatTime(
  at: Instant,
  now: Instant = Date.now(),
  options: { local?: boolean; localZone?: string } = {},
): string {
  if (Number.isNaN(toMillis(at))) return "–";
  const beijing = `${dayOf(wallClock(at), wallClock(now))} ${formatClock(at)}`;
  if (!options.local) return beijing;
  const zone = options.localZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const here = wallClock(at, zone);
  const there = wallClock(at);
  if (here.day === there.day && here.hour === there.hour && here.minute === there.minute) {
    return beijing;
  }
  return (
    beijing +
    t.common.dateTime.local(`${dayOf(here, wallClock(now, zone))} ${formatClock(at, { zone })}`)
  );
}

/** `12 秒前`: how old something is. Never "in the future": a clock that runs ahead reads as just now. */
export function formatAge(at: Instant | null | undefined, now: Instant = Date.now()): string {
  const words = t.common.age;
  if (at === null || at === undefined || Number.isNaN(toMillis(at))) return words.never;
  const seconds = Math.floor((toMillis(now) - toMillis(at)) / 1000);
  if (seconds < 2) return words.now;
  if (seconds < 60) return words.seconds(formatNumber(seconds));
  if (seconds < 3600) return words.minutes(formatNumber(Math.floor(seconds / 60)));
  if (seconds < 86_400) return words.hours(formatNumber(Math.floor(seconds / 3600)));
  return words.days(formatNumber(Math.floor(seconds / 86_400)));
}

/** `1 小时 12 分`, `31 分`, `8 秒`: the two largest units of a span in milliseconds. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "–";
  const words = t.common.duration;
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts: [number, (n: string) => string][] = [
    [Math.floor(seconds / 86_400), words.days],
    [Math.floor((seconds % 86_400) / 3600), words.hours],
    [Math.floor((seconds % 3600) / 60), words.minutes],
    [seconds % 60, words.seconds],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  if (first < 0) return words.seconds("0");
  // Seconds say nothing once there are hours.
  const shown = parts.slice(first, first + 2).filter(([n], i) => n > 0 || i === 0);
  return shown.map(([n, word]) => word(formatNumber(n))).join(locale() === "en" ? " " : THIN);
}
