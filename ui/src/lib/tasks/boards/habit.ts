import { formatClock, formatDuration, formatNumber, t } from "$lib/i18n";
import type { CallNote, CallOutcome, Habit } from "$lib/ipc/bindings";
import type { Mark, Tone } from "$lib/design";

const MINUTE = 60_000;

/** What somebody did before: 通常 3 分钟内, 接受 1 / 3 次, 无记录. */
export function habitText(habit: Habit | null): string {
  const words = t.tasks.calling;
  if (habit === null || habit.notified === 0) return words.noRecord;
  const share = words.accepted(formatNumber(habit.accepted), formatNumber(habit.notified));
  if (habit.accepted === 0) {
    return habit.refused > 0 ? share : words.neverAnswered(formatNumber(habit.notified));
  }
  if (habit.typical_ms === null) return share;
  const minutes = Math.max(1, Math.ceil(habit.typical_ms / MINUTE));
  const within =
    minutes < 60 ? words.minutes(formatNumber(minutes)) : formatDuration(habit.typical_ms);
  return habit.accepted === habit.notified
    ? words.usually(within)
    : `${words.usually(within)} · ${share}`;
}

export const OUTCOMES = ["will_come", "reached", "no_answer"] as const satisfies CallOutcome[];

/** How an outcome looks; never by its colour alone. */
export function outcomeStatus(outcome: CallOutcome): { label: string; tone: Tone; mark: Mark } {
  const label = t.tasks.calling.outcomes[outcome];
  switch (outcome) {
    case "will_come":
      return { label, tone: "accepted", mark: "tick" };
    case "reached":
      return { label, tone: "arrived", mark: "dot" };
    case "no_answer":
      return { label, tone: "refused", mark: "cross" };
  }
}

/** Who noted it, and when. */
export function noteText(note: CallNote): string {
  const words = t.tasks.calling;
  const at = formatClock(note.at);
  const tries = note.tries > 1 ? words.tries(formatNumber(note.tries)) : "";
  return words.noted(at, note.by, tries);
}
