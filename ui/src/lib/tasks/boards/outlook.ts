import { formatClock, formatNumber, formatPercent, sentences, t } from "$lib/i18n";
import type { Projection } from "$lib/ipc/bindings";

/** "Will we make it?" in words. */
export interface Outlook {
  /** The range at gather time. */
  headline: string;
  /** How that compares with what is wanted, and what to do. */
  text: string;
  /** What it leans on. */
  basis: string;
  tone: "warning" | "accepted";
}

/** A range of people: `48 – 59`, or one figure. */
export function range(low: number, high: number): string {
  return low === high ? formatNumber(low) : `${formatNumber(low)} – ${formatNumber(high)}`;
}

/** A chance in words that nobody mistakes for certainty. */
function chance(share: number): string {
  const words = t.tasks.outlook;
  if (share < 0.05) return words.hardly;
  if (share > 0.95) return words.almostSure;
  return words.chance(formatPercent(share));
}

export function outlook(projection: Projection, wanted: number): Outlook {
  const words = t.tasks.outlook;
  const { low, high, advice, promised } = projection;
  const short =
    wanted === 0
      ? ""
      : low >= wanted
        ? words.enough(formatNumber(wanted))
        : high >= wanted
          ? words.maybe(formatNumber(wanted), formatNumber(wanted - low))
          : words.short(formatNumber(wanted), range(wanted - high, wanted - low));
  const act =
    wanted === 0
      ? ""
      : advice.kind === "enough"
        ? words.sure(chance(projection.chance))
        : advice.kind === "call"
          ? words.call(formatNumber(advice.people))
          : advice.unread === 0
            ? words.nobodyLeft
            : words.notEnough(formatNumber(advice.unread), chance(advice.chance));
  return {
    headline: words.headline(formatClock(projection.at), range(low, high)),
    text: sentences(short, act, promised > 0 ? words.promised(formatNumber(promised)) : ""),
    basis: words.basis[projection.basis],
    tone: advice.kind === "enough" ? "accepted" : "warning",
  };
}
