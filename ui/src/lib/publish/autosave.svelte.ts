import type { AppError } from "$lib/ipc/bindings";
import { toAppError } from "$lib/ipc/error";

export type SaveState = "saved" | "changed" | "saving" | "failed";

/**
 * Keeps what is typed: one save at a time, the newest text last, no keystroke
 * unsaved for longer than `delay`. Says "saved" only once the answer is there.
 */
export class Autosave<Value, Answer> {
  state = $state<SaveState>("saved");
  /** Why the last save failed; null once one succeeds. */
  problem = $state<AppError | null>(null);

  readonly #save: (value: Value) => Promise<Answer>;
  readonly #saved: (answer: Answer) => void;
  readonly #delay: number;
  #waiting: { value: Value } | null = null;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    save: (value: Value) => Promise<Answer>,
    saved: (answer: Answer) => void,
    delay = 300,
  ) {
    this.#save = save;
    this.#saved = saved;
    this.#delay = delay;
  }

  /** Something was typed. */
  change(value: Value): void {
    this.#waiting = { value };
    this.state = this.#running ? "saving" : "changed";
    this.#timer ??= setTimeout(() => void this.flush(), this.#delay);
  }

  /** Saves what waits; true once everything typed so far is kept. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#running || this.#waiting) {
      this.#running ??= this.#once();
      await this.#running;
      if (this.problem) return false;
    }
    return true;
  }

  /** Forgets what waits: it is to be deleted. */
  discard(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = null;
  }

  async #once(): Promise<void> {
    const sent = this.#waiting;
    if (!sent) return;
    this.#waiting = null;
    this.state = "saving";
    try {
      const answer = await this.#save(sent.value);
      this.problem = null;
      // An answer to an older text says nothing about the newer one.
      if (!this.#waiting) this.#saved(answer);
      this.state = this.#waiting ? "changed" : "saved";
    } catch (thrown) {
      this.#waiting ??= sent;
      this.problem = toAppError(thrown, "save_draft");
      this.state = "failed";
    } finally {
      this.#running = null;
    }
  }
}
