import type { AppError, MintedCode } from "$lib/ipc/bindings";
import { toAppError } from "$lib/ipc/error";

/** A code is on screen for so long, ms. */
export const SHOWN_FOR = 10_000;
/** One that nobody renewed leaves the screen before a server refuses it. */
const GONE_AFTER = 14_000;
/** How often is looked whether it is time, ms. */
const LOOK = 250;

/**
 * The code on screen: renewed every ten seconds while somebody can see it. What
 * cannot be renewed is shown no longer than a server takes it.
 */
export class Minter {
  readonly #mint: () => Promise<MintedCode>;
  #code = $state.raw<MintedCode | null>(null);
  #problem = $state.raw<AppError | null>(null);
  #now = $state(0);
  #minting = false;
  #triedAt = 0;

  constructor(mint: () => Promise<MintedCode>) {
    this.#mint = mint;
  }

  get code(): MintedCode | null {
    return this.#code;
  }

  /** Why there is no newer one. */
  get problem(): AppError | null {
    return this.#problem;
  }

  /** Whole seconds until the next one. */
  get left(): number {
    const age = this.#code === null ? SHOWN_FOR : this.#now - this.#code.minted_at;
    return Math.max(0, Math.ceil((SHOWN_FOR - age) / 1000));
  }

  /** Keeps a code on screen until what it answers is called. */
  start(): () => void {
    const look = (): void => {
      if (!document.hidden) void this.#look();
    };
    look();
    const timer = setInterval(look, LOOK);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      this.#code = null;
    };
  }

  async #look(): Promise<void> {
    this.#now = Date.now();
    const age = this.#code === null ? Infinity : this.#now - this.#code.minted_at;
    // A clock that was set back leaves a code that never grows old.
    if (age > GONE_AFTER || age < 0) this.#code = null;
    const due =
      (age >= SHOWN_FOR || age < 0) && this.#now - this.#triedAt >= (this.#problem ? 1000 : 0);
    if (!due || this.#minting) return;
    this.#minting = true;
    this.#triedAt = this.#now;
    try {
      this.#code = await this.#mint();
      this.#problem = null;
    } catch (thrown) {
      this.#problem = toAppError(thrown, "mint_sign_in_code");
    } finally {
      this.#minting = false;
      this.#now = Date.now();
    }
  }
}
