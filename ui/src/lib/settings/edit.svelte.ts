import { applySettings } from "$lib/frame";
import type { Settings } from "$lib/ipc/bindings";

/**
 * Changes to the settings: in force at once, kept after. Changes that follow
 * quickly build on each other, not on what was last read; what cannot be kept
 * is taken back.
 */
export class SettingsEdit {
  readonly #stored: () => Settings;
  readonly #keep: (settings: Settings) => Promise<void>;
  #changed = $state.raw<Partial<Settings>>({});
  #underWay = 0;

  /** `stored` is what was last read; `keep` stores and reads again. */
  constructor(stored: () => Settings, keep: (settings: Settings) => Promise<void>) {
    this.#stored = stored;
    this.#keep = keep;
  }

  get settings(): Settings {
    return { ...this.#stored(), ...this.#changed };
  }

  /** Throws what kept it from being kept. */
  async change(part: Partial<Settings>): Promise<void> {
    this.#changed = { ...this.#changed, ...part };
    applySettings(this.settings);
    this.#underWay += 1;
    try {
      await this.#keep(this.settings);
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) {
        this.#changed = {};
        applySettings(this.settings);
      }
    }
  }
}
