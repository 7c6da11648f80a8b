import { invalidate } from "$app/navigation";

import type { AppError } from "./bindings";
import { toAppError } from "./call";
import { on } from "./events";

/** A question before an act, from when it is asked until it is put off or carried out. */
export class Asking<Act> {
  act = $state.raw<Act>() as Act;
  /** It is being handed over. */
  busy = $state(false);
  /** Why it could not be handed over. */
  error = $state<AppError | null>(null);
  /** What it is asked of; null while nothing is. */
  #of = $state<string | null>(null);

  constructor(first: Act) {
    this.act = first;
  }

  ask(of: string | null, act: Act): void {
    this.act = act;
    this.error = null;
    this.#of = of;
  }

  /** Whether it is asked of this one: a question is not passed on to the next. */
  of(one: string | null): boolean {
    return one !== null && this.#of === one;
  }

  readonly close = (): void => {
    this.#of = null;
  };

  /** `work` answers false where the question stays. */
  async carryOut(work: (of: string, act: Act) => Promise<unknown>): Promise<void> {
    const of = this.#of;
    if (of === null) return;
    this.busy = true;
    this.error = null;
    try {
      if ((await work(of, this.act)) !== false && this.#of === of) this.close();
      await invalidate(on("outbox"));
    } catch (thrown) {
      this.error = toAppError(thrown, "act");
    } finally {
      this.busy = false;
    }
  }
}
