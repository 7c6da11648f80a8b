import { shiftMinutes } from "$lib/design";
import { wallClock } from "$lib/i18n";

/** A time that is one press away; `words` names it, `minutes` is its distance. */
export interface QuickTime {
  words: "inMinutes" | "inHours" | "tonight" | "tomorrow" | "inDays" | "inAWeek" | "after";
  amount: number;
  /** `YYYY-MM-DD HH:MM`, Beijing time. */
  value: string;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** The present as the Beijing wall shows it: `YYYY-MM-DD HH:MM`. */
export function beijingNow(at: number): string {
  const w = wallClock(at);
  return `${w.year}-${two(w.month)}-${two(w.day)} ${two(w.hour)}:${two(w.minute)}`;
}

/** The instant of a Beijing wall time, Unix milliseconds; null when it is none. */
export function beijingInstant(wall: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(wall)) return null;
  const at = Date.parse(`${wall.replace(" ", "T")}:00+08:00`);
  return Number.isNaN(at) ? null : at;
}

/** Up to the next five minutes: nobody gathers at 14:03. */
function rounded(wall: string): string {
  const past = Number(wall.slice(14)) % 5;
  return past === 0 ? wall : shiftMinutes(wall, 5 - past);
}

/** When people usually gather, seen from `now`; what has gone by is left out. */
export function gatherChoices(now: string): QuickTime[] {
  const tonight = `${now.slice(0, 10)} 20:00`;
  const tomorrow = `${shiftMinutes(now, 24 * 60).slice(0, 10)} 08:00`;
  const choices: QuickTime[] = [
    { words: "inMinutes", amount: 30, value: rounded(shiftMinutes(now, 30)) },
    { words: "inHours", amount: 1, value: rounded(shiftMinutes(now, 60)) },
  ];
  // Less than an hour before, the choices above say the same.
  if (shiftMinutes(now, 60) < tonight) {
    choices.push({ words: "tonight", amount: 20, value: tonight });
  }
  choices.push({ words: "tomorrow", amount: 8, value: tomorrow });
  return choices;
}

/** By when people usually have to be done: the evening of today, of tomorrow, of a few days on. */
export function deadlineChoices(now: string): QuickTime[] {
  const at = (days: number, hour: string): string =>
    `${shiftMinutes(now, days * 24 * 60).slice(0, 10)} ${hour}:00`;
  const tonight: QuickTime = { words: "tonight", amount: 22, value: at(0, "22") };
  return [
    // Less than an hour before, nobody would get it done.
    ...(shiftMinutes(now, 60) < tonight.value ? [tonight] : []),
    { words: "inDays", amount: 1, value: at(1, "18") },
    { words: "inDays", amount: 3, value: at(3, "18") },
    { words: "inAWeek", amount: 1, value: at(7, "18") },
  ];
}

/** How long people usually stay; nothing before the gathering has a time. */
export function finishChoices(gather: string): QuickTime[] {
  if (beijingInstant(gather) === null) return [];
  return [2, 4, 8].map((amount) => ({
    words: "after",
    amount,
    value: shiftMinutes(gather, amount * 60),
  }));
}
