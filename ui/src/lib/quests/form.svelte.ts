import type {
  OutboxView,
  QuestDraftView,
  QuestField,
  QuestFields,
  QuestProblem,
  QuestSent,
} from "$lib/ipc/bindings";
import { DraftForm } from "$lib/publish/draftform.svelte";

/** A field of the form, or of one of its rewards: `name`, `reward_item-1`. */
export function spotOf({ field, row }: Pick<QuestProblem, "field" | "row">): string {
  return row === null ? field : `${field}-${row}`;
}

/** The form from top to bottom: the order in which problems are met. */
const ORDER: readonly QuestField[] = [
  "name",
  "kind",
  "category",
  "description",
  "target_type",
  "target_count",
  "target_params",
  "reward_item",
  "reward_name",
  "reward_quantity",
  "reward_icon",
  "prerequisites",
  "level_required",
  "time_limit",
  "max_completions",
  "starts_at",
  "ends_at",
];
/** More rewards than a form shows; those of one row come before those of the next. */
const ROWS = 10_000;

function place({ field, row }: QuestProblem): number {
  const at = ORDER.indexOf(field);
  return row === null ? at : ORDER.indexOf("reward_item") + (row * ORDER.length + at) / ROWS;
}

/** The form of a quest. */
export class QuestForm extends DraftForm<QuestFields, QuestProblem, QuestDraftView> {
  /** Nothing differs from the quest. */
  unchanged = $state(false);

  constructor(draft: QuestDraftView, save: (fields: QuestFields) => Promise<QuestDraftView>) {
    super(draft, save, { of: spotOf, place });
    this.unchanged = draft.unchanged;
  }

  protected override took(view: QuestDraftView): void {
    super.took(view);
    this.unchanged = view.unchanged;
  }

  /** As what the draft was handed over; null where it was not, which shows. */
  handed(sent: QuestSent): OutboxView | null {
    if (sent.kind === "queued") return sent.entry;
    if (sent.kind === "invalid") this.refused(sent.problems);
    else this.unchanged = true;
    return null;
  }
}

/** Whether a new form holds nothing that anybody would miss. */
export function isBlank({ time_unit, ...fields }: QuestFields): boolean {
  void time_unit;
  return Object.values(fields).every((value) =>
    Array.isArray(value) ? value.length === 0 : value === null || value === "",
  );
}
