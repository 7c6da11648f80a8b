import { formatClock, formatNumber, formatTime, sentences, t } from "$lib/i18n";
import type { Matter, Notice, Reward, Tally } from "$lib/ipc/bindings";
import { rewardsText } from "$lib/quests/words";
import { entryHref, signInHref, taskHref } from "$lib/tasks/paths";

/** Answers that are older than the notice by more are said to be, milliseconds. */
const FRESH = 120_000;

/** How much a notice asks of whoever reads it. */
export type Weight = "urgent" | "bad" | "good" | "plain";

export function weightOf(matter: Matter): Weight {
  switch (matter.kind) {
    case "shortfall":
      return "urgent";
    case "headcount_reached":
    case "quest_completed":
      return "good";
    case "write":
      return matter.ending === "unknown" ? "urgent" : matter.ending === "found" ? "good" : "bad";
    case "session_ended":
      return "bad";
    case "responses":
    case "deadline_near":
    case "quest_expiring":
      return "plain";
  }
}

/** The kind of it in a word or two; of a write, how it stands. */
export function kindOf(matter: Matter): string {
  if (matter.kind !== "write") return t.inbox.kinds[matter.kind];
  const { ending } = matter;
  return t.outbox.states[ending === "found" ? "confirmed" : ending];
}

/** What it is about: the task, or the connection. */
export function titleOf(notice: Notice): string {
  return "title" in notice.matter ? notice.matter.title : notice.connection_name;
}

/** Those who answered since `before`. Whoever changed their mind counts with the new answer. */
function since(before: Tally, now: Tally): Omit<Tally, "notified"> {
  const more = (kind: keyof Tally): number => Math.max(0, now[kind] - before[kind]);
  return { accepted: more("accepted"), refused: more("refused"), other: more("other") };
}

function ofAnswers(before: Tally, now: Tally, brief: boolean): string {
  const words = t.inbox.answers;
  const fresh = since(before, now);
  const kinds = (["accepted", "refused", "other"] as const).filter((kind) => fresh[kind] > 0);
  const parts = kinds.map((kind) => words[kind](formatNumber(fresh[kind])));
  const all = fresh.accepted + fresh.refused + fresh.other;
  const unread = now.notified - now.accepted - now.refused - now.other;
  const news = words.new(formatNumber(all), parts.join(words.between));
  if (brief) return news;
  return sentences(news, words.standing(formatNumber(now.accepted), formatNumber(unread)));
}

function ofShortfall(
  matter: Extract<Matter, { kind: "shortfall" }>,
  at: number,
  brief: boolean,
): string {
  const words = t.inbox.short;
  const { accepted, wanted, gather_at, expected, as_of } = matter;
  const n = formatNumber;
  const lack = sentences(
    words.missing(n(Math.max(0, wanted - accepted)), n(accepted), n(wanted)),
    words.gather(formatClock(gather_at)),
  );
  if (brief) return lack;
  return sentences(
    lack,
    expected ? words.expected(n(expected.low), n(expected.high)) : "",
    at - as_of > FRESH ? words.asOf(formatClock(as_of)) : "",
  );
}

function ofRewards(rewards: Reward[]): string {
  const words = t.inbox.quest;
  return rewards.length > 0 ? words.completed(rewardsText(rewards)) : words.completedPlain;
}

/** What happened, in a sentence or two; `brief` for who works at something else. */
export function sentenceOf({ matter, at }: Notice, now: number, brief = false): string {
  const words = t.inbox;
  switch (matter.kind) {
    case "responses":
      return ofAnswers(matter.before, matter.now, brief);
    case "headcount_reached":
      return words.reached(formatNumber(matter.accepted), formatNumber(matter.wanted));
    case "shortfall":
      return ofShortfall(matter, at, brief);
    case "deadline_near":
      return words.deadline(formatTime(matter.finish_at, now));
    case "session_ended":
      return words.session;
    case "write":
      return words.writes[matter.what][matter.ending];
    case "quest_completed":
      return ofRewards(matter.rewards);
    case "quest_expiring":
      return matter.expires_at === null
        ? words.quest.expiringPlain
        : words.quest.expiring(formatTime(matter.expires_at, now));
  }
}

/** Where one acts on it; null where there is nothing to open any more. */
export function hrefOf({ connection, matter }: Notice): string | null {
  if (matter.kind === "write") return entryHref(matter.entry);
  if (connection === null) return null;
  if (matter.kind === "session_ended") return signInHref(connection);
  if (matter.kind === "quest_completed" || matter.kind === "quest_expiring") return null;
  const tab = matter.kind === "deadline_near" ? "overview" : "responses";
  return taskHref(connection, "working", matter.task, tab);
}
