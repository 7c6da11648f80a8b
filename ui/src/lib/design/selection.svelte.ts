/** Rows from the first to the last, both among them. */
export interface Range {
  first: number;
  count: number;
}

/**
 * The rows of a long list that are selected: one run of them, by their places.
 * Where the list changes its order the places mean other rows, and the
 * selection is dropped rather than moved.
 */
export class RangeSelection {
  #anchor = $state<number | null>(null);
  #head = $state(0);

  readonly range = $derived.by((): Range | null => {
    if (this.#anchor === null) return null;
    const [first, last] = [Math.min(this.#anchor, this.#head), Math.max(this.#anchor, this.#head)];
    return { first, count: last - first + 1 };
  });

  has(index: number): boolean {
    const range = this.range;
    return range !== null && index >= range.first && index < range.first + range.count;
  }

  /** Selects up to `to`; from `from` on where nothing is selected yet. */
  extend(from: number, to: number): void {
    this.#anchor ??= from;
    this.#head = to;
  }

  all(count: number): void {
    if (count === 0) return;
    this.#anchor = 0;
    this.#head = count - 1;
  }

  clear(): void {
    this.#anchor = null;
  }
}
