import type { DraftView, PickerTotals, Problem, Read, TaskFields } from "$lib/ipc/bindings";

import { DraftForm } from "./form.svelte";
import { Publication, type PublicationCalls } from "./publication.svelte";
import { Recipients, type PickerCalls } from "./recipients.svelte";
import type { SavedCalls } from "./saved";

/** Everything that writing and sending one draft asks of the core. */
export interface DeskCalls extends PickerCalls, PublicationCalls, SavedCalls {
  save: (fields: TaskFields) => Promise<DraftView>;
}

/** What was read of a draft. */
export interface DeskData {
  draft: DraftView;
  picker: Read<PickerTotals>;
}

/** One draft on the desk: its form, its people, and the rehearsal of sending it. */
export class Desk {
  readonly form: DraftForm;
  readonly recipients: Recipients;
  readonly publication: Publication;
  totals = $state<PickerTotals | null>(null);
  /** Somebody was chosen here, so that a draft without a word is not empty. */
  #chose = false;

  constructor(data: DeskData, calls: DeskCalls) {
    this.form = new DraftForm(data.draft, calls.save);
    this.publication = new Publication(null, calls);
    this.recipients = new Recipients(calls, (totals) => {
      this.#chose = true;
      this.#total(totals);
    });
    if (data.picker.value) this.#total(data.picker.value);
  }

  /** The core's data changed: what is typed here stays. */
  reread(data: DeskData): void {
    this.form.reread(data.draft);
    if (data.picker.value) this.#total(data.picker.value);
  }

  /**
   * On to the rehearsal. Answers the first thing in the way; then nothing was
   * rehearsed, and everything in the way is shown.
   */
  async review(): Promise<Problem | null> {
    if (!(await this.form.saving.flush())) return null;
    this.form.tried = true;
    if (this.form.problems.length === 0) {
      const found = await this.publication.rehearse();
      if (found.length > 0) this.form.refuse(found);
    }
    return this.form.problems[0] ?? null;
  }

  /** Whether it holds nothing that anybody would miss. */
  get empty(): boolean {
    const { title, detail, wanted, gather_at, finish_at, place } = this.form.fields;
    const typed = [title, detail, wanted, gather_at, finish_at].some((text) => text !== "");
    const chosen = this.#chose || (this.totals?.people ?? 0) + (this.totals?.unknown ?? 0) > 0;
    return !typed && place.kind === "unset" && !chosen;
  }

  /** An answer that a later one has overtaken says nothing any more. */
  #total(totals: PickerTotals): void {
    if (this.totals && totals.revision < this.totals.revision) return;
    this.totals = totals;
    this.form.chosen(totals.people);
  }
}
