import { tick, untrack } from "svelte";

import { moveBy } from "./table";
import { RowWindows, type ReadRows } from "./windows.svelte";

/** Rows drawn beyond each edge of what is seen. */
const BEYOND = 6;
/** Rows read beyond each edge, so that they are here when they are scrolled to. */
const AHEAD = 60;

/**
 * What a virtual table and a virtual tree have in common: rows by windows, all
 * of one height, of which those in view are drawn; one row that holds the
 * focus, and the keys that move it.
 */
export class RowList<Row> {
  readonly windows: RowWindows<Row>;
  /** The row that Tab enters. */
  active = $state(0);
  /** What scrolls. */
  scroller = $state<HTMLElement>();
  /** The room in the scroller. */
  box = $state.raw<DOMRectReadOnly>();
  /** Height of what sticks to the scroller's top, px. */
  head = $state(0);
  /** How far it is scrolled, px. */
  #scrolled = $state(0);
  readonly #pitch: () => number;
  readonly count = $derived.by(() => this.windows.total ?? 0);
  /** Height of all rows, px. */
  readonly height = $derived.by(() => this.count * this.#pitch());
  readonly #room = $derived.by(() => Math.max(1, (this.box?.height ?? 0) - this.head));
  /** A list that became shorter is scrolled back by the browser, but later. */
  readonly #top = $derived.by(() =>
    Math.max(0, Math.min(this.#scrolled, this.height - this.#room)),
  );
  /** The first row in view. */
  readonly first = $derived.by(() => Math.floor(this.#top / this.#pitch()));
  /** The last row in view. */
  readonly last = $derived.by(() => {
    const bottom = Math.ceil((this.#top + this.#room) / this.#pitch());
    return Math.max(0, Math.min(bottom, this.count) - 1);
  });
  /** The row that has the focus, until the active one can take it. */
  #held = $state(0);
  /** The rows to draw, in their order: those in view, and those that a key may land on. */
  readonly drawn = $derived.by(() => {
    if (this.count === 0 || !this.box) return [];
    const from = Math.max(0, this.first - BEYOND);
    const to = Math.min(this.count - 1, this.last + BEYOND);
    const rows = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    for (const row of [this.#held, this.active])
      if (row < this.count && !rows.includes(row)) rows.push(row);
    return rows.sort((a, b) => a - b);
  });
  readonly #id: string;

  constructor(id: string, read: ReadRows<Row>, pitch: () => number) {
    this.#id = id;
    this.#pitch = pitch;
    this.windows = new RowWindows(read);
  }

  rowId(index: number): string {
    return `${this.#id}-row-${index}`;
  }

  /** Where a row begins, px below the first. */
  topOf(index: number): number {
    return index * this.#pitch();
  }

  /** It was scrolled. */
  readonly onscroll = (): void => {
    this.#scrolled = this.scroller?.scrollTop ?? 0;
  };

  /** Asks for the rows in view and around. */
  look(): void {
    if (this.count === 0) return;
    this.windows.show(this.first - AHEAD, Math.min(this.count - 1, this.last + AHEAD));
  }

  /** Reads again, from `read`; scrolls to the top where `fresh` says it is another list. */
  reload(read: ReadRows<Row>, fresh: boolean): void {
    untrack(() => {
      if (fresh) {
        this.active = 0;
        this.#scrollTo(0);
      }
      this.windows.refresh(this.first, this.last, read, fresh);
    });
  }

  /** A row has got the focus. */
  took(index: number): void {
    this.active = index;
    this.#held = index;
  }

  /** Makes a row the active one, in view and focused. */
  async focus(index: number): Promise<void> {
    if (index < 0 || index >= this.count) return;
    this.active = index;
    this.#reveal(index);
    await tick();
    if (this.active !== index) return;
    document.getElementById(this.rowId(index))?.focus({ preventScroll: true });
  }

  /** Scrolls no further than it takes to see a row whole, below what sticks. */
  #reveal(index: number): void {
    const top = this.topOf(index);
    const bottom = this.topOf(index + 1);
    if (top < this.#scrolled) this.#scrollTo(top);
    else if (bottom > this.#scrolled + this.#room) this.#scrollTo(bottom - this.#room);
  }

  #scrollTo(top: number): void {
    if (!this.scroller || top === this.#scrolled) return;
    this.scroller.scrollTop = top;
    this.onscroll();
  }

  /** Handles a key that moves between rows; false where it does not. */
  move(event: KeyboardEvent): boolean {
    const page = Math.floor(this.#room / this.#pitch());
    const next = moveBy(event.key, this.active, this.count, page);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return false;
    event.preventDefault();
    void this.focus(next);
    return true;
  }
}
