import type { Disagreement, Phase, TaskSummary, Time } from "$lib/ipc/bindings";
import { formatNumber, formatPercent, t } from "$lib/i18n";

import { serverNote } from "./board";
import { share } from "./progress";
import { shortTime } from "./times";

export type StepState = "passed" | "current" | "ahead";
export interface Step {
  id: "published" | "people" | "gather" | "finish";
  label: string;
  /** What the server says instead of a figure of the label. */
  note?: string;
  state: StepState;
}
export interface Timeline {
  steps: [Step, Step, Step, Step];
  /** Where the present is: 0 at the first step, 3 at the last. */
  at: number;
}

/** How far `now` is on the way from `start` to `end`, 0–1. */
function between(start: Time | null, end: Time | null, now: Time): number {
  if (end === null) return 0;
  if (start === null || end <= start) return now >= end ? 1 : 0;
  return Math.min(1, Math.max(0, (now - start) / (end - start)));
}

/** The step that the phase is at; a phase that we do not know is read off the clock. */
function currentStep(phase: Phase, summary: TaskSummary, now: Time): number {
  switch (phase) {
    case "recruiting":
    case "gathering":
      return 1;
    case "executing":
      return 2;
    case "done":
      return 3;
    default:
      if (summary.finish_at !== null && now >= summary.finish_at) return 3;
      return summary.gather_at !== null && now >= summary.gather_at ? 2 : 1;
  }
}

/** The people's step: how many of how many, in the phase's terms. */
function peopleLabel(phase: Phase, summary: TaskSummary): string {
  const words = t.tasks.timeline;
  const { accepted, wanted, checked_in } = summary;
  const number = formatNumber;
  if (phase === "gathering" && accepted !== null && checked_in !== null) {
    return words.gathering(number(checked_in), number(accepted));
  }
  if (accepted !== null) {
    const word = phase === "recruiting" ? words.recruiting : words.recruited;
    return word(number(accepted), number(wanted));
  }
  const known = share(summary, phase);
  if (phase !== "recruiting" && phase !== "gathering") return words.recruit;
  const word = t.tasks.phase[phase];
  return known === null ? word : t.tasks.phase.withShare(word, formatPercent(known));
}

/** 发布 → 征集 → 集合 → 结束, and where the present stands between them. */
export function timeline(
  summary: TaskSummary,
  phase: Phase,
  now: Time,
  disagreements: readonly Disagreement[] = [],
): Timeline {
  const words = t.tasks.timeline;
  const { launched_at, gather_at, finish_at } = summary;
  const note =
    (phase === "gathering" ? serverNote(disagreements, "checked_in") : "") ||
    serverNote(disagreements, "accepted");
  const current = currentStep(phase, summary, now);
  const state = (i: number): StepState =>
    i < current ? "passed" : i === current ? "current" : "ahead";
  const timed = (at: Time | null, word: (time: string) => string, bare: string): string =>
    at === null ? bare : word(shortTime(at, now));
  const ends = [launched_at, gather_at, finish_at] as const;
  const part =
    current === 1
      ? between(ends[0], ends[1], now)
      : current === 2
        ? between(ends[1], ends[2], now)
        : 0;
  return {
    steps: [
      {
        id: "published",
        label: timed(launched_at, words.published, words.publishedBare),
        state: state(0),
      },
      {
        id: "people",
        label: peopleLabel(phase, summary),
        ...(note === "" ? {} : { note }),
        state: state(1),
      },
      { id: "gather", label: timed(gather_at, words.gather, words.gatherBare), state: state(2) },
      { id: "finish", label: timed(finish_at, words.finish, words.finishBare), state: state(3) },
    ],
    at: current + part,
  };
}
