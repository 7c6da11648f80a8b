import type { Phase, TaskRow, TaskSummary } from "$lib/ipc/bindings";
import type { Tone } from "$lib/design";
import { formatNumber, formatPercent, t } from "$lib/i18n";

import { samePhase } from "./phase";

export interface Bar {
  /** The whole in words. */
  label: string;
  parts: { value: number; tone: Tone }[];
  /** What the full width stands for. */
  total: number;
}

/**
 * The share that a phase is about: accepted of wanted while recruiting, arrived
 * of accepted while gathering. The server's own share holds for its phase only.
 */
export function share(summary: TaskSummary, phase: Phase): number | null {
  const { accepted, wanted, checked_in, progress } = summary;
  const told = samePhase(phase, summary.phase) ? progress : null;
  if (phase === "recruiting") return accepted !== null && wanted > 0 ? accepted / wanted : told;
  if (phase === "gathering") {
    return checked_in !== null && accepted !== null && accepted > 0 ? checked_in / accepted : told;
  }
  return null;
}

const words = (): typeof t.tasks.progress => t.tasks.progress;

/** Accepted, and those who refused where that is known, of the wanted. */
function answers(accepted: number, summary: TaskSummary): Bar {
  const refused = summary.responded === null ? 0 : Math.max(0, summary.responded - accepted);
  const label = [words().accepted(formatNumber(accepted), formatNumber(summary.wanted))];
  if (refused > 0) label.push(words().refused(formatNumber(refused)));
  return {
    label: label.join(words().separator),
    parts: [
      { value: accepted, tone: "accepted" },
      { value: refused, tone: "refused" },
    ],
    total: summary.wanted,
  };
}

/** Arrived, and those who are on their way, of the accepted. */
function arrivals(arrived: number, accepted: number): Bar {
  return {
    label: words().arrived(formatNumber(arrived), formatNumber(accepted)),
    parts: [{ value: arrived, tone: "arrived" }],
    total: accepted,
  };
}

/** A row's bar; null where the server tells nothing that one could stand for. */
export function bar(row: TaskRow): Bar | null {
  const { accepted, checked_in } = row.summary;
  const recruiting = row.phase === "recruiting";
  if (!recruiting && accepted !== null && accepted > 0 && checked_in !== null) {
    return arrivals(checked_in, accepted);
  }
  const known = share(row.summary, row.phase);
  // While people gather, a bar full of answers would contradict the share that arrived.
  if (accepted !== null && (row.phase !== "gathering" || known === null)) {
    return answers(accepted, row.summary);
  }
  if (known === null) return null;
  const percent = formatPercent(known);
  return {
    label: recruiting ? words().acceptedShare(percent) : words().arrivedShare(percent),
    parts: [{ value: known, tone: recruiting ? "accepted" : "arrived" }],
    total: 1,
  };
}
