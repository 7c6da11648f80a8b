import { SvelteSet } from "svelte/reactivity";

import type {
  ClubDraftView,
  ClubField,
  ClubFields,
  ClubProblem,
  ClubSent,
  OutboxView,
} from "$lib/ipc/bindings";
import { Autosave } from "$lib/publish/autosave.svelte";

/** A field of the form, or of one of a mission's parts: `content`, `content-1`. */
export function spotOf({ field, part }: Pick<ClubProblem, "field" | "part">): string {
  return part === null ? field : `${field}-${part}`;
}

/** The form from top to bottom: the order in which problems are met. */
const ORDER: readonly ClubField[] = ["club", "content", "address", "deadline", "people", "leaders"];

function inFormOrder(problems: readonly ClubProblem[]): ClubProblem[] {
  const place = ({ field, part }: ClubProblem): number =>
    (part === null ? 0 : (part + 1) * ORDER.length) + ORDER.indexOf(field);
  const first = new Map(problems.toReversed().map((one) => [spotOf(one), one]));
  return [...first.values()].sort((a, b) => place(a) - place(b));
}

/** The form of a mission or a meeting: what is typed, kept as typed, and what is in the way. */
export class ClubForm<Fields extends ClubFields> {
  fields = $state<ClubFields>() as Fields;
  readonly saving: Autosave<ClubFields, ClubDraftView>;
  /** Going on was tried: every problem is shown now. */
  tried = $state(false);

  readonly #touched = new SvelteSet<string>();
  #problems = $state.raw<readonly ClubProblem[]>([]);
  /** Everything in the way, in the order of the form; one a field. */
  readonly problems = $derived.by(() => inFormOrder(this.#problems));

  constructor(
    draft: ClubDraftView & { fields: Fields },
    save: (fields: ClubFields) => Promise<ClubDraftView>,
  ) {
    this.fields = draft.fields;
    this.#problems = draft.problems;
    this.saving = new Autosave(save, (view) => (this.#problems = view.problems));
  }

  /** Something was typed or chosen. */
  edit(change: Partial<Fields>): void {
    Object.assign(this.fields, change);
    this.saving.change($state.snapshot(this.fields) as ClubFields);
  }

  /** The focus has left a field: what is wrong with it shows once what was typed is judged. */
  async leave(spot: string): Promise<void> {
    await this.saving.flush();
    this.#touched.add(spot);
  }

  /** The draft was read again; what is typed here is newer. */
  reread(draft: ClubDraftView): void {
    if (this.saving.state === "saved") this.#problems = draft.problems;
  }

  /** What the draft was handed over as; null where something is in the way after all, which shows. */
  handed(sent: ClubSent): OutboxView | null {
    if (sent.kind === "queued") return sent.entry;
    if (sent.kind === "invalid") this.#problems = sent.problems;
    this.tried = true;
    return null;
  }

  /** What is wrong with a field, as far as it is shown: an empty form is not scolded. */
  problem(spot: string): ClubProblem | undefined {
    if (!this.tried && !this.#touched.has(spot)) return undefined;
    return this.problems.find((one) => spotOf(one) === spot);
  }

  /** On: true once everything is kept and nothing is in the way; else all that is shows. */
  async review(): Promise<boolean> {
    if (!(await this.saving.flush())) return false;
    this.tried = true;
    return this.problems.length === 0;
  }
}
