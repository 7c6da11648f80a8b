import { spellWallTime } from "$lib/design";
import { formatTime } from "$lib/i18n";
import { beijingInstant } from "$lib/publish/quicktimes";

const HOUR = 3_600_000;

/** What is around a draft that is looked at for the last time. */
export interface Around {
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

/** Why a second look is due; nothing here forbids sending. */
export type Caution = "soon" | "oldRoster";

export function cautionsOf(deadline: string, { rosterAt, now, there }: Around): Caution[] {
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
