import { SvelteSet } from "svelte/reactivity";

import { Autosave } from "./autosave.svelte";

/** How the problems of a form are told apart and in which order they are met. */
export interface Spots<Problem> {
  /** The field that a problem is about. */
  of: (problem: Problem) => string;
  /** Its place in the form, from the top. */
  place: (problem: Problem) => number;
}

function inFormOrder<Problem>(problems: readonly Problem[], spots: Spots<Problem>): Problem[] {
  const first = new Map(problems.toReversed().map((one) => [spots.of(one), one]));
  return [...first.values()].sort((a, b) => spots.place(a) - spots.place(b));
}

/** A form of a draft: what is typed, kept as typed, and what is in the way. */
export class DraftForm<
  Fields extends object,
  Problem,
  View extends { problems: readonly Problem[] },
> {
  fields = $state<object>() as Fields;
  readonly saving: Autosave<Fields, View>;
  /** Going on was tried: every problem is shown now. */
  tried = $state(false);

  readonly #spots: Spots<Problem>;
  readonly #touched = new SvelteSet<string>();
  #problems = $state.raw<readonly Problem[]>([]);
  /** Everything in the way, in the order of the form; one a field. */
  readonly problems = $derived.by(() => inFormOrder(this.#problems, this.#spots));

  constructor(
    draft: { fields: Fields; problems: readonly Problem[] },
    save: (fields: Fields) => Promise<View>,
    spots: Spots<Problem>,
  ) {
    this.#spots = spots;
    this.fields = draft.fields;
    this.#problems = draft.problems;
    this.saving = new Autosave(save, (view) => this.took(view));
  }

  /** What was typed is kept, and this is what was made of it. */
  protected took(view: View): void {
    this.#problems = view.problems;
  }

  /** Something was typed or chosen. */
  edit(change: Partial<Fields>): void {
    Object.assign(this.fields, change);
    this.saving.change($state.snapshot(this.fields) as Fields);
  }

  /** The focus has left a field: what is wrong with it shows once what was typed is judged. */
  async leave(spot: string): Promise<void> {
    await this.saving.flush();
    this.#touched.add(spot);
  }

  /** The draft was read again; what is typed here is newer. */
  reread(draft: View): void {
    if (this.saving.state === "saved") this.took(draft);
  }

  /** It could not be handed over: something is in the way after all, which shows. */
  refused(problems: readonly Problem[]): void {
    this.#problems = problems;
    this.tried = true;
  }

  /** What is wrong with a field, as far as it is shown: an empty form is not scolded. */
  problem(spot: string): Problem | undefined {
    if (!this.tried && !this.#touched.has(spot)) return undefined;
    return this.problems.find((one) => this.#spots.of(one) === spot);
  }

  /** On: true once everything is kept and nothing is in the way; else all that is shows. */
  async review(): Promise<boolean> {
    if (!(await this.saving.flush())) return false;
    this.tried = true;
    return this.problems.length === 0;
  }
}
