import type { Phase, TaskRow, TaskView } from "$lib/ipc/bindings";
import type { Tone } from "$lib/design";
import { t } from "$lib/i18n";

/** Longest word of a server's own that a chip shows, in characters. */
const WORD_LIMIT = 12;

/** The phase in the reader's words; one that this version does not know in the server's. */
export function phaseLabel(phase: Phase): string {
  if (typeof phase === "string") return t.tasks.phase[phase];
  const word = [...phase.other.trim()];
  if (word.length === 0) return t.tasks.phase.unknown;
  return word.length > WORD_LIMIT ? `${word.slice(0, WORD_LIMIT).join("")}…` : word.join("");
}

export function phaseTone(phase: Phase): Tone {
  switch (phase) {
    case "recruiting":
      return "warning";
    case "gathering":
      return "accepted";
    case "executing":
      return "arrived";
    default:
      return "neutral";
  }
}

export function samePhase(a: Phase, b: Phase): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.other === b.other;
}

/** The server's phase where it is not the one that the task's own times give. */
export function serverPhase(task: TaskRow | TaskView): Phase | null {
  const summary = "summary" in task ? task.summary : task.detail.summary;
  return samePhase(task.phase, summary.phase) ? null : summary.phase;
}
