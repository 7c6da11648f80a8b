import type { PeopleGroup } from "$lib/ipc/bindings";

/** Groups that are read at once; the core answers no more. */
export const GROUPS = 200;

/** The groups of a task as far as they were asked for: a window at a time, in order. */
export class MoreGroups {
  rows = $state.raw<readonly PeopleGroup[]>([]);
  busy = $state(false);
  readonly #read: (offset: number) => Promise<readonly PeopleGroup[]>;
  /** Counts the beginnings: an answer from before the latest says nothing any more. */
  #turn = 0;

  constructor(read: (offset: number) => Promise<readonly PeopleGroup[]>) {
    this.#read = read;
  }

  /** The first window was read, perhaps anew: what was shown beyond it is read again. */
  async begin(first: readonly PeopleGroup[]): Promise<void> {
    const turn = ++this.#turn;
    const shown = this.rows.length;
    let rows = first;
    while (rows.length > 0 && rows.length < shown) {
      const next = await this.#read(rows.length);
      if (turn !== this.#turn) return;
      if (next.length === 0) break;
      rows = [...rows, ...next];
    }
    this.rows = rows;
    this.busy = false;
  }

  async more(): Promise<void> {
    const turn = this.#turn;
    this.busy = true;
    try {
      const next = await this.#read(this.rows.length);
      if (turn === this.#turn) this.rows = [...this.rows, ...next];
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
