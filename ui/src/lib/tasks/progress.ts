import type { Phase, TaskRow, TaskSummary } from "$lib/ipc/bindings";
import type { Tone } from "$lib/design";
import { formatNumber, t } from "$lib/i18n";

import { samePhase } from "./phase";

/** How far a row's people have come; the words stand beside it. */
export interface Bar {
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

/** Who refused, where that is known. */
function refusals({ accepted, responded }: TaskSummary): number {
  return responded === null || accepted === null ? 0 : Math.max(0, responded - accepted);
}

/**
 * A row's people in words: accepted of wanted, then who refused while people are
 * still asked, and who has arrived from then on. What is not known is left out.
 */
export function headcount({ phase, summary }: TaskRow): string {
  const [words, { accepted, wanted, checked_in }] = [t.tasks.row, summary];
  const of = wanted > 0 ? formatNumber(wanted) : "–";
  const refused = refusals(summary);
  const said =
    accepted !== null
      ? [words.acceptedOf(formatNumber(accepted), of)]
      : wanted > 0
        ? [words.wanted(formatNumber(wanted))]
        : [];
  if (phase === "recruiting") {
    if (refused > 0) said.push(words.refused(formatNumber(refused)));
  } else if (checked_in !== null) said.push(words.arrived(formatNumber(checked_in)));
  return said.join(" · ");
}

/** The people of a row as the server counts them, where it counts otherwise. */
export function serverHeadcount({ disagreements }: TaskRow): string {
  const words = t.tasks.row;
  const say = {
    responded: words.responded,
    accepted: words.accepted,
    checked_in: words.arrived,
    notified: () => "",
  };
  return disagreements
    .map(({ figure, server }) => say[figure](formatNumber(server)))
    .filter(Boolean)
    .join(" · ");
}

/** A row's bar; null where the server tells nothing that one could stand for. */
export function bar(row: TaskRow): Bar | null {
  const { accepted, checked_in, wanted } = row.summary;
  const recruiting = row.phase === "recruiting";
  if (!recruiting && accepted !== null && accepted > 0 && checked_in !== null) {
    return { parts: [{ value: checked_in, tone: "arrived" }], total: accepted };
  }
  const known = share(row.summary, row.phase);
  // While people gather, a bar full of answers would contradict the share that arrived.
  if (accepted !== null && (row.phase !== "gathering" || known === null)) {
    return {
      parts: [
        { value: accepted, tone: "accepted" },
        { value: refusals(row.summary), tone: "refused" },
      ],
      total: wanted,
    };
  }
  if (known === null) return null;
  return { parts: [{ value: known, tone: recruiting ? "accepted" : "arrived" }], total: 1 };
}
