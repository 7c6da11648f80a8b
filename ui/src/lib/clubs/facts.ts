import { spellWallTime } from "$lib/design";
import { formatTime } from "$lib/i18n";
import { beijingInstant } from "$lib/publish/quicktimes";

const HOUR = 3_600_000;

/** What a draft is looked at with, for the last time. */
export interface Circumstances {
  /** The name of its club. */
  club: string;
  /** The built-in backend tells nobody. */
  demo: boolean;
  /** When the club's people were read. */
  rosterAt: number | null;
  /** Unix milliseconds, by this machine and by the server. */
  now: number;
  there: number;
}

/** What the last look shows of a mission and of a meeting. */
export interface Facts {
  content: string;
  club: string;
  /** `YYYY-MM-DD HH:MM`, Beijing time. */
  deadline: string;
  people: number;
  /** The first few of them. */
  names: readonly string[];
  demo: boolean;
  cautions: readonly Caution[];
}

/** Why a second look is due; nothing here forbids sending. */
export type Caution = "soon" | "oldRoster";

export function cautionsOf(deadline: string, { rosterAt, now, there }: Circumstances): Caution[] {
  const due = beijingInstant(deadline);
  const soon = due !== null && due - there < HOUR;
  const old = rosterAt !== null && now - rosterAt > 24 * HOUR;
  return [...(soon ? (["soon"] as const) : []), ...(old ? (["oldRoster"] as const) : [])];
}

/** A wall time of the form as this machine shows it, and in full. */
export function timeLines(wall: string, there: number): { short: string; full: string } {
  const at = beijingInstant(wall);
  return {
    short: at === null ? wall : formatTime(at, there, { local: true }),
    full: spellWallTime(wall),
  };
}
