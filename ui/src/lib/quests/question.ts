import type { Question } from "$lib/frame";
import { formatNumber, t } from "$lib/i18n";
import type { Quest, QuestDetail } from "$lib/ipc/bindings";

import { isUnderWay, looksOpen, type Done } from "./state";

const NOTHING: Question = {
  title: "",
  reach: "",
  age: "",
  means: [],
  warning: "",
  act: "",
  danger: false,
  idle: false,
};

export function abandonQuestion(detail: QuestDetail, { done, all }: Done): Question {
  const words = t.quests.abandon;
  const loses = isUnderWay(detail) && done > 0;
  return {
    ...NOTHING,
    title: words.title,
    means: [words.means],
    warning: loses ? words.loses(formatNumber(done), formatNumber(all)) : "",
    act: words.act,
    danger: true,
  };
}

export function deleteQuestion(): Question {
  const words = t.quests.delete;
  return { ...NOTHING, title: words.title, means: [words.means], act: words.act, danger: true };
}

/** Before a batch: for how many, and for how many it is not likely to work. */
export function batchQuestion(act: "accept" | "claim", quests: readonly Quest[]): Question {
  const { ask } = t.quests.batch;
  const odd = quests.filter((quest) => !looksOpen(act, quest)).length;
  const n = formatNumber(quests.length);
  return {
    ...NOTHING,
    title: act === "accept" ? ask.accept(n) : ask.claim(n),
    means: [act === "accept" ? ask.acceptMeans : ask.claimMeans],
    warning: odd > 0 ? ask.odd(formatNumber(odd)) : "",
    act: act === "accept" ? ask.acceptAct : ask.claimAct,
  };
}
