/** What covering a window asks of the core. */
interface CoverCalls {
  /** Once nothing is in the page any more: keeps what pages keep on leaving, and locks. */
  lock: () => Promise<void>;
  unlock: (passphrase: string) => Promise<void>;
}

/**
 * The cover over a window. It is drawn before the core is locked, and until then
 * the core would take any passphrase: nobody is let in while it is being closed.
 */
export class Cover {
  drawn = $state(false);
  readonly #calls: CoverCalls;
  #closing: Promise<void> | null = null;

  constructor(calls: CoverCalls) {
    this.#calls = calls;
  }

  /** Throws what kept the core from locking; then nothing is covered. */
  async close(): Promise<void> {
    this.drawn = true;
    this.#closing ??= this.#calls.lock();
    try {
      await this.#closing;
    } catch (thrown) {
      this.drawn = false;
      throw thrown;
    } finally {
      this.#closing = null;
    }
  }

  /** Throws why the core stays locked. */
  async open(passphrase: string): Promise<void> {
    // Whoever closes it hears of a failure.
    await this.#closing?.catch(() => undefined);
    await this.#calls.unlock(passphrase);
    this.drawn = false;
  }
}
