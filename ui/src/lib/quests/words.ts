import { formatDuration, formatNumber, formatTime, t } from "$lib/i18n";
import type {
  AuditAction,
  Quest,
  QuestField,
  QuestId,
  QuestOutcome,
  QuestProblem,
  QuestStatus,
  QuestType,
  ResetType,
  Reward,
  Time,
} from "$lib/ipc/bindings";

/** A quest as others name it. */
export interface NamedQuest {
  quest: QuestId;
  name: string;
}

export const nameOf = ({ name }: { name: string }): string => name.trim() || t.quests.untitled;

/** Another server's word is shown as it comes. */
export const kindWord = (kind: QuestType): string =>
  typeof kind === "string" ? t.quests.types[kind] : kind.other;

export const statusWord = (status: QuestStatus): string =>
  typeof status === "string" ? t.quests.statuses[status] : status.other;

export const resetWord = (reset: ResetType): string =>
  typeof reset === "string" ? t.quests.resets[reset] : reset.other;

export const actionWord = (action: AuditAction): string =>
  typeof action === "string" ? t.quests.audit.actions[action] : action.other;

export function categoryName({ category }: Pick<Quest, "category">): string {
  return category === null ? "" : category.name.trim() || category.id;
}

/** `金币 ×100` */
export function rewardText({ item, name, quantity }: Reward): string {
  const words = t.quests.rewards;
  return words.item(name.trim() || words.nameless(item), formatNumber(quantity));
}

export const rewardsText = (rewards: readonly Reward[]): string =>
  rewards.map(rewardText).join(t.common.comma);

/** Seconds as a span: `1 天`. */
export const spanText = (seconds: number): string => formatDuration(seconds * 1000);

/** How long there is left; empty where it does not run. */
export function leftText(
  { status, expires_at }: Pick<Quest, "status" | "expires_at">,
  there: Time,
): string {
  if (status !== "in_progress" || expires_at === null) return "";
  const words = t.quests.card;
  return expires_at > there ? words.left(formatDuration(expires_at - there)) : words.over;
}

/** When it ends, and how long that is away. */
export function endText(ends: Time | null, there: Time): string {
  if (ends === null) return "";
  const at = formatTime(ends, there, { local: true });
  const { left, over } = t.quests.card;
  return `${at} · ${ends > there ? left(formatDuration(ends - there)) : over}`;
}

/** What a field of the form is called. */
export function fieldName(field: QuestField): string {
  const words = t.quests.form;
  const names: Record<QuestField, string> = {
    name: words.name,
    description: words.description,
    category: words.category,
    kind: words.kind,
    target_type: words.targetType,
    target_params: words.targetParams,
    target_count: words.targetCount,
    reward_item: words.item,
    reward_name: words.itemName,
    reward_quantity: words.quantity,
    reward_icon: words.icon,
    prerequisites: words.needs,
    level_required: words.level,
    time_limit: words.limit,
    max_completions: words.times,
    starts_at: words.starts,
    ends_at: words.ends,
  };
  return names[field];
}

/** What is wrong with a field, beside it. */
export function ruleText(problem: QuestProblem): string {
  const words = t.quests.rules;
  const n = formatNumber;
  switch (problem.rule) {
    case "missing":
      return problem.field === "category" || problem.field === "kind"
        ? words.choose
        : words.missing;
    case "too_long":
      return words.tooLong(n(problem.length), n(problem.limit));
    case "not_a_number":
      return words.notANumber;
    case "too_small":
      return words.tooSmall(n(problem.least));
    case "too_large":
      return words.tooLarge(n(problem.most));
    case "not_json":
      return words.notJson(n(problem.line), n(problem.column));
    case "not_an_object":
      return words.notAnObject;
    case "not_a_time":
      return words.notATime;
    case "in_the_past":
      return words.inThePast;
    case "before_start":
      return words.beforeStart;
    case "itself":
      return words.itself;
  }
}

/** The same, away from the field. */
export function namedProblem(problem: QuestProblem): string {
  const field = fieldName(problem.field);
  const { form, rules } = t.quests;
  const whose =
    problem.row === null ? field : `${form.reward(formatNumber(problem.row + 1))} · ${field}`;
  return rules.named(whose, ruleText(problem));
}

/** What a write came to beside yes, in a sentence. */
export function outcomeText(outcome: QuestOutcome, now: Time): string {
  const words = t.quests.outcome;
  const got = "rewards" in outcome ? rewardsText(outcome.rewards) : "";
  switch (outcome.kind) {
    case "accepted":
      return outcome.expires_at === null
        ? words.accepted
        : words.acceptedUntil(formatTime(outcome.expires_at, now));
    case "completed":
      return got ? words.completed(got) : words.completedNothing;
    case "claimed":
      return got ? words.claimed(got) : words.claimedNothing;
    case "batch":
      return words.batch(formatNumber(outcome.done), formatNumber(outcome.refused));
    case "reset":
      return words.reset(formatNumber(outcome.affected));
  }
}
