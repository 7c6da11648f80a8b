import type { Mark, Tone } from "$lib/design";
import { formatAge, formatNumber, sentences, t } from "$lib/i18n";
import type { Elsewhere, OutboxState, OutboxView } from "$lib/ipc/bindings";
import { outcomeText } from "$lib/quests/words";

/** Complete readings of a list that settle an unknown write. */
const READINGS = 2;

/** How a state looks: its tone and its shape. */
export const LOOK: Record<OutboxState, { tone: Tone; mark: Mark }> = {
  queued: { tone: "arrived", mark: "ring" },
  sending: { tone: "arrived", mark: "dot" },
  confirmed: { tone: "accepted", mark: "tick" },
  rejected: { tone: "refused", mark: "cross" },
  unknown: { tone: "warning", mark: "ring" },
  taken_back: { tone: "neutral", mark: "cross" },
};

/** Whole seconds until the first byte may leave; 0 once it may. */
export function secondsLeft(entry: OutboxView, now: number): number {
  return Math.max(0, Math.ceil((entry.send_at - now) / 1000));
}

/** Whether the lists were read often enough to settle it. */
export function lookedEnough(entry: OutboxView): boolean {
  return (entry.search?.readings ?? 0) >= READINGS;
}

/** Whether it makes something new, from a draft. */
function publishes(entry: OutboxView): boolean {
  return entry.kind.startsWith("publish_");
}

/** Reminders leave nothing behind that could be read. */
function reminds(entry: OutboxView): boolean {
  return entry.kind.startsWith("remind_");
}

/**
 * The state in a word. An entry that was taken back after a search never
 * arrived, and one with a problem never left: neither was the user's doing.
 */
export function stateWord(entry: OutboxView): string {
  const words = t.outbox.states;
  if (entry.state !== "taken_back") return words[entry.state];
  if (!entry.search) return entry.problem ? words.not_sent : words.taken_back;
  return !publishes(entry) && lookedEnough(entry) ? words.not_done : words.not_arrived;
}

function explainQueued(entry: OutboxView, now: number): string {
  const words = t.outbox.explain;
  const left = secondsLeft(entry, now);
  if (entry.problem?.code === "not_signed_in") return words.queuedSignIn;
  if (entry.problem?.code === "password_needed") return words.queuedPassword;
  if (entry.problem) return words.queuedOffline;
  return left > 0 ? words.queuedUntil(formatNumber(left)) : words.queuedNow;
}

/** Why an unknown write is not looked for where its connection leads now. */
export function explainElsewhere({ account, server }: Elsewhere): string {
  const words = t.outbox.explain;
  const whom = [account, server].filter(Boolean).join(" @ ");
  return whom ? words.elsewhere(whom) : words.elsewhereUnknown;
}

/** What is known of an unknown write. */
function explainUnknown(entry: OutboxView, now: number): string {
  const words = t.outbox.explain;
  const { elsewhere, search } = entry;
  if (elsewhere) return explainElsewhere(elsewhere);
  if (reminds(entry)) return words.unknownReminder;
  if (!search) return words.unknownNotSearched;
  const existed = entry.affair ?? entry.quest;
  if (existed && !publishes(entry) && lookedEnough(entry)) return words.untold;
  const looked = words.searched(formatAge(search.searched_at, now), formatNumber(search.readings));
  if (!lookedEnough(entry)) return sentences(looked, words.searchingOn);
  const found = search.found.length;
  if (found === 0) return sentences(looked, words.foundNone);
  return sentences(looked, found === 1 ? words.foundOne : words.foundSeveral(formatNumber(found)));
}

function explainTakenBack(entry: OutboxView): string {
  const words = t.outbox.explain;
  if (entry.kind === "finish_task") {
    if (!entry.search) return words.finishNotSent;
    return lookedEnough(entry) ? words.finishNotDone : words.finishGivenUp;
  }
  if (!publishes(entry)) {
    if (!entry.search) return words.actNotSent;
    return lookedEnough(entry) ? words.actNotDone : words.actGivenUp;
  }
  if (entry.search) return words.notArrived;
  return entry.problem ? words.notSent : words.takenBack;
}

function explainConfirmed(entry: OutboxView, now: number): string {
  const words = t.outbox.explain;
  if (entry.outcome) return outcomeText(entry.outcome, now);
  if (entry.said !== undefined)
    return entry.said.trim() ? words.said(entry.said) : words.nobodyReminded;
  if (entry.parts_missing) return words.byHalf(formatNumber(entry.parts_missing));
  // One reading only looks for the id of what the server confirmed itself.
  return lookedEnough(entry) ? words.confirmedByReading : words.confirmed;
}

/** Where a write stands, what that means and what becomes of it, in a sentence. */
export function explain(entry: OutboxView, now: number): string {
  const words = t.outbox.explain;
  switch (entry.state) {
    case "queued":
      return explainQueued(entry, now);
    case "sending":
      return words.sending;
    case "confirmed":
      return explainConfirmed(entry, now);
    case "rejected":
      return lookedEnough(entry) ? words.rejectedReadBack : words.rejected;
    case "unknown":
      return explainUnknown(entry, now);
    case "taken_back":
      return explainTakenBack(entry);
  }
}
