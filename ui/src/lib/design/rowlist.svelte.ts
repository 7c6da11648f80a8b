import { tick, untrack } from "svelte";
import type { VirtualizerHandle } from "virtua/svelte";

import { moveBy } from "./table";
import { RowWindows, type ReadRows } from "./windows.svelte";

/** How many frames a row may take to be measured. */
const PATIENCE = 20;

const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/**
 * What a virtual table and a virtual tree have in common: rows by windows, one
 * row that holds the focus, and the keys that move it.
 */
export class RowList<Row> {
  readonly windows: RowWindows<Row>;
  /** The row that Tab enters. */
  active = $state(0);
  handle = $state<VirtualizerHandle>();
  /** What scrolls. */
  scroller = $state<HTMLElement>();
  /** Height of what sticks to the scroller's top, px. */
  head = $state(0);
  readonly count = $derived.by(() => this.windows.total ?? 0);
  /** One entry a row, for the virtual list; the entries say nothing. */
  readonly slots = $derived.by(() => Array.from<null>({ length: this.count }).fill(null));
  /** The row that has the focus, until the active one can take it. */
  #held = $state(0);
  /** Rows that stay though they are out of view: a key pressed meanwhile must land on one. */
  readonly kept = $derived.by(() =>
    this.#held === this.active ? [this.active] : [this.#held, this.active],
  );
  readonly #id: string;
  #shown: [first: number, last: number] = [0, 0];

  constructor(id: string, read: ReadRows<Row>) {
    this.#id = id;
    this.windows = new RowWindows(read);
  }

  rowId(index: number): string {
    return `${this.#id}-row-${index}`;
  }

  /** Asks for the rows in view. */
  look(): void {
    const handle = this.handle;
    if (handle && this.count > 0) {
      const from = handle.getScrollOffset();
      this.#shown = [
        handle.findItemIndex(from),
        handle.findItemIndex(from + Math.max(1, handle.getViewportSize())),
      ];
    }
    this.windows.show(...this.#shown);
  }

  /** Reads again, from `read`; scrolls to the top where `fresh` says it is another list. */
  reload(read: ReadRows<Row>, fresh: boolean): void {
    untrack(() => {
      if (fresh) {
        this.active = 0;
        this.#shown = [0, 0];
        this.handle?.scrollTo(0);
      }
      this.windows.refresh(...this.#shown, read);
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
    // A row that was not measured yet is hidden, and what is hidden takes no focus.
    for (let frame = 0; frame < PATIENCE && this.active === index; frame++) {
      const row = document.getElementById(this.rowId(index));
      row?.focus({ preventScroll: true });
      if (row && document.activeElement === row) return;
      await nextFrame();
    }
  }

  /** Scrolls no further than it takes to see a row whole, below what sticks. */
  #reveal(index: number): void {
    const { handle, scroller } = this;
    if (!handle || !scroller) return;
    const top = this.head + handle.getItemOffset(index);
    const bottom = top + handle.getItemSize(index);
    if (top - this.head < scroller.scrollTop) scroller.scrollTop = top - this.head;
    else if (bottom > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = bottom - scroller.clientHeight;
    }
  }

  /** Handles a key that moves between rows; false where it does not. */
  move(event: KeyboardEvent, rowHeight: number): boolean {
    const page = Math.floor((this.handle?.getViewportSize() ?? 0) / rowHeight);
    const next = moveBy(event.key, this.active, this.count, page);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return false;
    event.preventDefault();
    void this.focus(next);
    return true;
  }
}
