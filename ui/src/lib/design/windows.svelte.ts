import { SvelteMap } from "svelte/reactivity";

/** Some rows of a long list, and how long it is. */
export interface RowsWindow<Row> {
  /** The index of the first row here, from 0. */
  offset: number;
  /** How many rows the whole list has. */
  total: number;
  rows: Row[];
}

export type ReadRows<Row> = (offset: number, limit: number) => Promise<RowsWindow<Row>>;

/** Rows asked for at once. */
export const WINDOW = 100;
/** Windows kept; the least recently shown go first. */
const KEPT = 20;

/**
 * The windows of a long list that are on screen or were lately. The list itself
 * stays where it is; this asks for what is shown, once, and again after
 * `refresh`, when what is on screen stays until its replacement has come.
 */
export class RowWindows<Row> {
  readonly #windows = new SvelteMap<number, readonly Row[]>();
  readonly #failed = new SvelteMap<number, unknown>();
  /** Windows that were asked for, with the generation that asked. Nothing is drawn from it. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping, never read while drawing
  readonly #asked = new Map<number, number>();
  #generation = 0;
  /** It is another list than the one whose rows are here, and has not answered yet. */
  #other = false;
  #read: ReadRows<Row>;

  /** How long the list is; null before the first answer. */
  total = $state<number | null>(null);

  constructor(read: ReadRows<Row>) {
    this.#read = read;
  }

  /** The row at an index, where its window is here. */
  get(index: number): Row | undefined {
    return this.#windows.get(Math.floor(index / WINDOW))?.[index % WINDOW];
  }

  /** Why the window around an index could not be read. */
  failure(index: number): unknown {
    return this.#failed.get(Math.floor(index / WINDOW));
  }

  /** Sees to it that the rows from `first` to `last` are here or asked for. */
  show(first: number, last: number): void {
    const [from, to] = [
      Math.floor(Math.max(0, first) / WINDOW),
      Math.floor(Math.max(0, last) / WINDOW),
    ];
    for (let number = from; number <= to; number++) {
      if (this.#asked.get(number) !== this.#generation) void this.#ask(number);
    }
  }

  /**
   * Reads what is shown again; `read` replaces the source where it is given.
   * `other`: it is another list now, of which no row stays should it fail.
   */
  refresh(first: number, last: number, read?: ReadRows<Row>, other = false): void {
    if (read) this.#read = read;
    this.#other ||= other;
    this.#generation += 1;
    this.show(first, last);
  }

  /** Asks again for a window that failed. */
  retry(index: number): void {
    void this.#ask(Math.floor(index / WINDOW));
  }

  async #ask(number: number): Promise<void> {
    const generation = this.#generation;
    this.#asked.set(number, generation);
    try {
      const { rows, total } = await this.#read(number * WINDOW, WINDOW);
      // A late answer to an old question says nothing about the list as it is.
      if (generation !== this.#generation) return;
      this.#turn();
      this.#failed.delete(number);
      this.#windows.set(number, rows);
      this.total = total;
      this.#forget(number);
    } catch (reason) {
      if (generation !== this.#generation) return;
      this.#turn();
      this.#failed.set(number, reason);
      this.total ??= 0;
    }
  }

  /** The other list has answered: nothing of the one before it stays. */
  #turn(): void {
    if (!this.#other) return;
    this.#other = false;
    this.#windows.clear();
    this.#failed.clear();
    this.total = null;
  }

  /** Drops windows of an older generation that are off screen, and the oldest beyond `KEPT`. */
  #forget(latest: number): void {
    for (const number of this.#windows.keys()) {
      const old = this.#asked.get(number) !== this.#generation;
      if (number !== latest && (old || this.#windows.size > KEPT)) {
        this.#windows.delete(number);
        this.#asked.delete(number);
        if (!old) break;
      }
    }
  }
}
