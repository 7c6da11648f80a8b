import type { RowsWindow } from "$lib/design";
import type {
  AppError,
  OverlappingTask,
  PickerEntry,
  PickerList,
  PickerRow,
  PickerTotals,
  PickerView,
  Read,
  Rows,
  SavedId,
  TaskId,
} from "$lib/ipc/bindings";
import { toAppError } from "$lib/ipc/error";

/** What the picker asks of the core. */
export interface PickerCalls {
  rows: (
    view: PickerView,
    query: string,
    offset: number,
    limit: number,
  ) => Promise<Read<Rows<PickerRow>>>;
  toggle: (view: PickerView, key: string, on: boolean) => Promise<PickerTotals>;
  expand: (view: PickerView, key: string, expanded: boolean, siblings: boolean) => Promise<number>;
  seek: (view: PickerView, query: string, typed: string, from: number) => Promise<number | null>;
  people: (list: PickerList, offset: number, limit: number) => Promise<Read<Rows<PickerEntry>>>;
  overlapping: () => Promise<OverlappingTask[]>;
  /** Fetches whom tasks called. */
  fetchPeople: (tasks: readonly TaskId[]) => Promise<void>;
  addSaved: (saved: SavedId) => Promise<PickerTotals>;
  toggleMatches: (view: PickerView, query: string, on: boolean) => Promise<PickerTotals>;
}

/** What a query found. */
export interface Matches {
  query: string;
  /** Rows shown: matches, and in a tree what they lie in. */
  rows: number;
  /** By kind, where all rows were read; null where there are more than one window. */
  kinds: { groups: number; people: number } | null;
}

/** Counts what matched in a whole list; null for a part of one. */
export function countMatches(window: RowsWindow<PickerRow>): Matches["kinds"] {
  if (window.offset !== 0 || window.rows.length < window.total) return null;
  const hits = window.rows.filter((row) => row.matched.length > 0);
  const people = hits.filter((row) => row.kind === "person").length;
  return { groups: hits.length - people, people };
}

/** The picker of one draft: which of its three views is open, and what it looks for. */
export class Recipients {
  view = $state<PickerView>("orgs");
  /** What stands in the search field. */
  query = $state("");
  /** What is searched for. */
  searched = $state("");
  /** Counts what changed here, so that the rows in view are read again. */
  version = $state(0);
  matches = $state<Matches | null>(null);
  /** Why the last act failed. */
  problem = $state<AppError | null>(null);
  /** Another value: another list, shown from its top. */
  readonly list = $derived.by(() => `${this.view}/${this.searched}`);

  readonly #calls: PickerCalls;
  readonly #chosen: (totals: PickerTotals) => void;
  /** The act that is under way: the next waits for it, so that the last one is the last word. */
  #last: Promise<void> = Promise.resolve();
  /** The view whose rows are shown: after a change the old ones stay until the new are here. */
  #shown: PickerView = "orgs";

  constructor(calls: PickerCalls, chosen: (totals: PickerTotals) => void) {
    this.#calls = calls;
    this.#chosen = chosen;
  }

  readonly rows = async (offset: number, limit: number): Promise<RowsWindow<PickerRow>> => {
    const [view, query] = [this.view, this.searched];
    const read = await this.#calls.rows(view, query, offset, limit);
    const window = read.value ?? { offset, total: 0, rows: [] };
    if (view === this.view) this.#shown = view;
    if (view === this.view && query === this.searched && offset === 0) {
      const kinds = countMatches(window);
      this.matches = query.trim() === "" ? null : { query, rows: window.total, kinds };
    }
    return window;
  };

  show(view: PickerView): void {
    this.view = view;
    this.matches = null;
  }

  /** Searches once the text is one that an input method has finished. */
  search(query: string): void {
    if (query === this.searched) return;
    this.query = query;
    this.searched = query;
    this.matches = null;
  }

  /** What stands in the field, half a word of an input method too. */
  type(query: string): void {
    this.query = query;
  }

  toggle(row: PickerRow, on: boolean): Promise<void> {
    const view = this.#shown;
    return this.#act(async () => {
      this.#chosen(await this.#calls.toggle(view, row.key, on));
    });
  }

  expand(row: PickerRow, expanded: boolean, siblings = false): Promise<void> {
    const view = this.#shown;
    return this.#act(async () => {
      await this.#calls.expand(view, row.key, expanded, siblings);
    });
  }

  /** The row that typing over the tree leads to. */
  readonly seek = async (typed: string, from: number): Promise<number | null> => {
    try {
      return await this.#calls.seek(this.view, this.searched, typed, from);
    } catch {
      // Nothing was lost: the focus stays where it is.
      return null;
    }
  };

  /** The people behind one of the totals. */
  readonly people =
    (list: PickerList) =>
    async (offset: number, limit: number): Promise<RowsWindow<PickerEntry>> => {
      const read = await this.#calls.people(list, offset, limit);
      return read.value ?? { offset, total: 0, rows: [] };
    };

  readonly overlapping = (): Promise<OverlappingTask[]> => this.#calls.overlapping();

  /** Fetches whom tasks called; then everything is read again. */
  fetchPeople(tasks: readonly TaskId[]): Promise<void> {
    // A server takes its time; nobody waits for it to choose.
    return this.#do(() => this.#calls.fetchPeople(tasks));
  }

  /** Lets a line of the exclusions in again. */
  restore(line: PickerEntry): Promise<void> {
    return this.#act(async () => {
      this.#chosen(await this.#calls.toggle(line.view, line.key, true));
    });
  }

  /** Adds a group's people. */
  addSaved(saved: SavedId): Promise<void> {
    return this.#act(async () => {
      this.#chosen(await this.#calls.addSaved(saved));
    });
  }

  /** Everything that the search shows; everybody without one. */
  toggleMatches(on: boolean): Promise<void> {
    const [view, query] = [this.view, this.searched];
    return this.#act(async () => {
      this.#chosen(await this.#calls.toggleMatches(view, query, on));
    });
  }

  #act(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(() => this.#do(work));
    return this.#last;
  }

  async #do(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problem = null;
    } catch (thrown) {
      this.problem = toAppError(thrown, "picker");
    }
    this.version += 1;
  }
}
