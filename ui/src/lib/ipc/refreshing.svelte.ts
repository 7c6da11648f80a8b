import { invalidate } from "$app/navigation";
import { toast } from "$lib/design";
import { isOfConnection } from "$lib/frame";
import { errorText } from "$lib/i18n";

import type { AppError, Target } from "./bindings";
import { call, toAppError } from "./call";
import { on } from "./events";

/** Reading again what a page shows, because somebody asked. */
export class Refreshing {
  #busy = $state(false);

  get busy(): boolean {
    return this.#busy;
  }

  /**
   * `said`: what the page says by itself about what it could not read. What is in the
   * way of all of it the frame says.
   */
  async ask(
    targets: readonly Target[],
    tags: readonly string[],
    said: () => AppError | null | undefined,
  ): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const asked = await Promise.allSettled(targets.map((target) => call("refresh", { target })));
    // A reading that could not be asked for at all is brought back by no event.
    await Promise.all(tags.map((tag) => invalidate(on(tag))));
    this.#busy = false;
    const failure = asked.find((one) => one.status === "rejected");
    if (!failure) return;
    const problem = toAppError(failure.reason);
    if (!isOfConnection(problem) && !said()) toast.failed(errorText(problem).what);
  }
}
