import type { Mark, Tone } from "$lib/design";
import { formatNumber, sentences, t } from "$lib/i18n";
import type { OutboxView, Quest, QuestStatus, WriteKind } from "$lib/ipc/bindings";

import { resetWord, rewardsText, spanText, statusWord } from "./words";

/** What a user can do with a quest. */
export type Act = "accept" | "abandon" | "complete" | "claim";

const LOOKS: Record<Extract<QuestStatus, string>, { tone: Tone; mark: Mark }> = {
  not_accepted: { tone: "neutral", mark: "ring" },
  in_progress: { tone: "accent", mark: "dot" },
  completed: { tone: "arrived", mark: "tick" },
  claimed: { tone: "accepted", mark: "tick" },
  failed: { tone: "refused", mark: "cross" },
  expired: { tone: "warning", mark: "cross" },
};

/** Where a quest stands, in a word. */
export function standing(status: QuestStatus): { label: string; tone: Tone; mark: Mark } {
  const look = typeof status === "string" ? LOOKS[status] : LOOKS.not_accepted;
  return { label: statusWord(status), ...look };
}

/** What one would do with it next; null where there is nothing to do. */
export function nextAct({ status }: Pick<Quest, "status">): Act | null {
  switch (status) {
    case "not_accepted":
      return "accept";
    case "in_progress":
      return "complete";
    case "completed":
      return "claim";
    default:
      return null;
  }
}

/** Whether an act of a batch looks as if the server would do it. */
export function looksOpen(act: "accept" | "claim", quest: Quest): boolean {
  return nextAct(quest) === act && (act === "claim" || quest.available);
}

/** How far it is, of what is to be done. */
export interface Done {
  done: number;
  all: number;
}

export const doneOf = ({ progress, target_count }: Quest): Done => ({
  done: progress,
  all: target_count,
});

/** Whether progress says anything about it. */
export const isUnderWay = ({ status, progress }: Quest): boolean =>
  status === "in_progress" || (status !== "not_accepted" && progress > 0);

const WRITES = {
  accept: "accept_quest",
  abandon: "abandon_quest",
  complete: "complete_quest",
  claim: "claim_quest",
} as const satisfies Record<Act, WriteKind>;

/** Whether the act is on its way already, or may have arrived. */
export function isSent(act: Act, entry: Pick<OutboxView, "kind" | "state"> | null): boolean {
  if (entry?.kind !== WRITES[act]) return false;
  return entry.state === "queued" || entry.state === "sending" || entry.state === "unknown";
}

/** Whether it is not accepted, and cannot be now. */
export const isShut = ({ status, available }: Pick<Quest, "status" | "available">): boolean =>
  status === "not_accepted" && !available;

/** What the next step means. */
export function meaning(quest: Quest, { done, all }: Done): string {
  const words = t.quests.means;
  const resets = quest.reset !== null && quest.reset !== "none" ? resetWord(quest.reset) : null;
  const again = resets === null ? "" : words.again(resets);
  switch (quest.status) {
    case "not_accepted":
      return quest.time_limit_s === null
        ? words.accept
        : words.acceptLimited(spanText(quest.time_limit_s));
    case "in_progress":
      return done >= all ? words.enough : words.short(formatNumber(all - done));
    case "completed":
      return quest.rewards.length > 0
        ? words.claim(rewardsText(quest.rewards))
        : words.claimNothing;
    case "claimed":
      return resets === null ? words.claimed : words.claimedReset(resets);
    case "failed":
      return sentences(words.failed, again);
    case "expired":
      return sentences(words.expired, again);
    default:
      return "";
  }
}
