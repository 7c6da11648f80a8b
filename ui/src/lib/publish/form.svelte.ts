import { SvelteSet } from "svelte/reactivity";

import type { DraftView, Field, Problem, TaskFields } from "$lib/ipc/bindings";

import { Autosave } from "./autosave.svelte";
import { inFormOrder, shownProblems } from "./problems";

/** The form of one draft: what is typed, kept as typed, and what is in the way. */
export class DraftForm {
  fields = $state<TaskFields>() as TaskFields;
  readonly saving: Autosave<TaskFields, DraftView>;

  /** Going on was tried: every problem is shown now. */
  tried = $state(false);
  readonly #touched = new SvelteSet<Field>();
  #problems = $state<Problem[]>([]);
  /** Edited since the last save that succeeded. */
  readonly #edited = new SvelteSet<keyof TaskFields>();
  /** Whether anybody is chosen, where the picker knows better than the last save. */
  #anybody = $state<boolean | null>(null);

  readonly #current = $derived.by(() => {
    const others = this.#problems.filter(
      ({ field }) => field !== "recipients" && !this.#outdated(field),
    );
    const said = this.#problems.find(({ field }) => field === "recipients");
    if (this.#anybody === null) return said ? [...others, said] : others;
    return this.#anybody ? others : [...others, { field: "recipients", rule: "nobody" } as const];
  });
  /** Everything in the way, in the order of the form. */
  readonly problems = $derived.by(() => inFormOrder(this.#current));
  readonly shown = $derived.by(() => shownProblems(this.#current, this.#touched, this.tried));

  constructor(draft: DraftView, save: (fields: TaskFields) => Promise<DraftView>) {
    this.fields = draft.fields;
    this.#problems = draft.problems;
    this.saving = new Autosave(save, (view) => {
      this.#problems = view.problems;
      this.#edited.clear();
    });
  }

  /** Something was typed or chosen. */
  edit(change: Partial<TaskFields>): void {
    Object.assign(this.fields, change);
    for (const field of Object.keys(change)) this.#edited.add(field as keyof TaskFields);
    this.saving.change($state.snapshot(this.fields));
  }

  /** The focus has left a field: what is wrong with it shows once what was typed is judged. */
  async leave(field: Field): Promise<void> {
    await this.saving.flush();
    this.#touched.add(field);
  }

  /** The draft was read again; what is typed here is newer. */
  reread(draft: DraftView): void {
    if (this.saving.state === "saved") this.#problems = draft.problems;
  }

  /** The picker told how many are chosen. */
  chosen(people: number): void {
    this.#anybody = people > 0;
  }

  /** Rust found these when it was asked to go on. */
  refuse(problems: Problem[]): void {
    this.#problems = problems;
    this.tried = true;
  }

  problem(field: Field): Problem | undefined {
    return this.shown.find((problem) => problem.field === field);
  }

  /** Whether a problem speaks of older text than the field holds, and no save will mend that soon. */
  #outdated(field: Field): boolean {
    const edited = field.startsWith("place") ? "place" : field;
    return this.saving.state === "failed" && this.#edited.has(edited as keyof TaskFields);
  }
}
