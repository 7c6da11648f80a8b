import { applySettings } from "$lib/frame";
import type { Settings } from "$lib/ipc/bindings";

/**
 * Changes to the settings: in force at once, kept after. What cannot be kept is
 * taken back.
 */
export class SettingsEdit {
  readonly #stored: () => Settings;
  readonly #keep: (part: Partial<Settings>) => Promise<Settings>;
  #changed = $state.raw<Partial<Settings>>({});
  /** What the core answered, and what was last read then: that may be read anew later only. */
  #answered = $state.raw<{ kept: Settings; read: Settings } | null>(null);
  #underWay = 0;
  /** Ends with the latest change: of two on the way at once the older might be kept last. */
  #latest: Promise<unknown> = Promise.resolve();

  /** `stored` is what was last read; `keep` stores the part, reads again, and answers all. */
  constructor(stored: () => Settings, keep: (part: Partial<Settings>) => Promise<Settings>) {
    this.#stored = stored;
    this.#keep = keep;
  }

  get settings(): Settings {
    const read = this.#stored();
    const known = this.#answered?.read === read ? this.#answered.kept : read;
    return { ...known, ...this.#changed };
  }

  /** Throws what kept it from being kept. */
  async change(part: Partial<Settings>): Promise<void> {
    this.#changed = { ...this.#changed, ...part };
    applySettings(this.settings);
    this.#underWay += 1;
    try {
      const turn = this.#latest.then(() => this.#keep(part));
      this.#latest = turn.catch(() => undefined);
      const kept = await turn;
      this.#answered = { kept, read: this.#stored() };
      if (this.#settled()) applySettings(kept);
    } catch (thrown) {
      if (this.#settled()) applySettings(this.settings);
      throw thrown;
    }
  }

  /** One is done; whether nothing else is under way. */
  #settled(): boolean {
    this.#underWay -= 1;
    if (this.#underWay > 0) return false;
    this.#changed = {};
    return true;
  }
}
