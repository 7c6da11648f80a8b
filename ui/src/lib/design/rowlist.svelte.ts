import { tick, untrack } from "svelte";
import type { VirtualizerHandle } from "virtua/svelte";

import { moveBy } from "./table";
import { RowWindows, type ReadRows } from "./windows.svelte";

/**
 * What a virtual table and a virtual tree have in common: rows by windows, one
 * row that holds the focus, and the keys that move it.
 */
export class RowList<Row> {
  readonly windows: RowWindows<Row>;
  /** The row that Tab enters. */
  active = $state(0);
  handle = $state<VirtualizerHandle>();
  readonly count = $derived.by(() => this.windows.total ?? 0);
  /** One entry a row, for the virtual list; the entries say nothing. */
  readonly slots = $derived.by(() => Array.from<null>({ length: this.count }).fill(null));
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

  /** Makes a row the active one, in view and focused. */
  async focus(index: number): Promise<void> {
    if (index < 0 || index >= this.count) return;
    this.active = index;
    this.handle?.scrollToIndex(index, { align: "nearest" });
    await tick();
    document.getElementById(this.rowId(index))?.focus({ preventScroll: true });
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
