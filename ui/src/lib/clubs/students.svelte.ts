import { SvelteMap, SvelteSet } from "svelte/reactivity";

import type { RowsWindow, TreeRow, TriState } from "$lib/design";
import { t } from "$lib/i18n";
import type {
  AppError,
  ClubStudent,
  GroupBy,
  OneGroup,
  Rows,
  StudentGroup,
  StudentId,
} from "$lib/ipc/bindings";
import { toAppError } from "$lib/ipc/error";

import { changed, selectionOf, type Selection } from "./selection";

/** Some of a club's people. */
export interface StudentQuery {
  group: OneGroup | null;
  filter: string;
  /** These alone. */
  among?: StudentId[];
}

/** What choosing people asks of the core. */
export interface StudentCalls {
  groups: (by: GroupBy) => Promise<readonly StudentGroup[]>;
  students: (query: StudentQuery, offset: number, limit: number) => Promise<Rows<ClubStudent>>;
  ids: (query: StudentQuery) => Promise<readonly StudentId[]>;
}

/** Names that stand for a group of people. */
const NAMED = 5;

/** The names of the first few of these people, as far as they are in the club. */
export async function firstNames(
  calls: StudentCalls,
  ids: readonly StudentId[],
): Promise<string[]> {
  const query = { group: null, filter: "", among: [...ids] };
  const { rows } = await calls.students(query, 0, NAMED);
  return rows.map(({ name }) => name.trim() || t.clubs.nameless);
}

export const VIEWS = ["department", "job", "year", "name", "chosen"] as const;
export type StudentView = (typeof VIEWS)[number];

/** A row of the picker: people with something in common, or one of them. */
export interface StudentRow extends TreeRow {
  /** Null for a group. */
  student: ClubStudent | null;
  /** Of a group. */
  people: number;
}

const isGrouped = (view: StudentView): view is GroupBy => view !== "name" && view !== "chosen";
const keyOf = (by: GroupBy, name: string): string => `${by}/${name}`;

/**
 * The people of a club in several views of one selection. The selection is its
 * user's: this asks for another, and hears of it by `chose`.
 */
export class StudentTree {
  view = $state<StudentView>("department");
  /** What is typed, and what of it is searched for. */
  query = $state("");
  searched = $state("");
  /** Another number: the rows may have changed. */
  version = $state(0);
  /** How many a search found; null without one. */
  matches = $state<number | null>(null);
  problem = $state<AppError | null>(null);

  #chosen = $state.raw<Selection>(selectionOf([]));
  #pool: StudentId[] | null = null;
  #groups = $state.raw<readonly StudentGroup[]>([]);
  readonly #open = new SvelteSet<string>();
  /** The members of groups, as far as they were asked for. */
  readonly #members = new SvelteMap<string, readonly StudentId[]>();
  readonly #calls: StudentCalls;
  readonly #choose: (chosen: StudentId[]) => void;
  /** Counts the readings: an older answer says nothing any more. */
  #reading = 0;

  constructor(calls: StudentCalls, choose: (chosen: StudentId[]) => void) {
    this.#calls = calls;
    this.#choose = choose;
  }

  /** Names the list: another one starts at its top. */
  get list(): string {
    return `${this.view}/${this.searched}`;
  }

  /** The selection, and whom it may be made of; null for everybody. */
  chose(chosen: readonly StudentId[], pool: readonly StudentId[] | null): void {
    this.#chosen = selectionOf(chosen);
    this.#pool = pool && [...pool];
    this.version += 1;
  }

  /** The club's people were read again. */
  async reread(): Promise<void> {
    this.#members.clear();
    await this.#regroup();
  }

  show(view: StudentView): Promise<void> {
    this.view = view;
    return this.#regroup();
  }

  search(query: string): void {
    this.query = this.searched = query;
    this.matches = null;
  }

  expand(row: StudentRow, open: boolean, siblings = false): void {
    const view = this.view;
    if (!isGrouped(view)) return;
    const names = siblings ? this.#groups.map(({ name }) => name) : [row.name];
    for (const name of names) {
      if (open) this.#open.add(keyOf(view, name));
      else this.#open.delete(keyOf(view, name));
    }
    this.version += 1;
  }

  async toggle(row: StudentRow, on: boolean): Promise<void> {
    if (row.student) this.#set([row.student.student], on);
    else if (isGrouped(this.view)) await this.#toggleAll({ by: this.view, name: row.name }, on);
  }

  /** Everybody whom the search found, or everybody. */
  async toggleMatches(on: boolean): Promise<void> {
    await this.#toggleAll(null, on);
  }

  readonly rows = (offset: number, limit: number): Promise<RowsWindow<StudentRow>> => {
    const view = this.view;
    if (this.searched.trim() !== "" || !isGrouped(view)) return this.#flat(offset, limit);
    return this.#tree(view, offset, limit);
  };

  async #toggleAll(group: OneGroup | null, on: boolean): Promise<void> {
    try {
      this.#set(await this.#calls.ids(this.#query(group)), on);
      this.problem = null;
    } catch (thrown) {
      this.problem = toAppError(thrown, "list_club_student_ids");
    }
  }

  #set(ids: readonly StudentId[], on: boolean): void {
    this.#choose(changed(this.#chosen, ids, on));
  }

  #query(group: OneGroup | null): StudentQuery {
    const among = this.view === "chosen" ? [...this.#chosen] : this.#pool;
    return { group, filter: this.searched, ...(among && { among }) };
  }

  /** Reads the groups of the view, and who is in them: how much of each is chosen. */
  async #regroup(): Promise<void> {
    const reading = ++this.#reading;
    const by = this.view;
    this.version += 1;
    if (!isGrouped(by)) return;
    try {
      const groups = await this.#calls.groups(by);
      const members = groups.map(async ({ name }) => {
        const key = keyOf(by, name);
        const query = { group: { by, name }, filter: "", ...(this.#pool && { among: this.#pool }) };
        if (!this.#members.has(key)) this.#members.set(key, await this.#calls.ids(query));
      });
      await Promise.all(members);
      if (reading !== this.#reading) return;
      this.#groups = groups.filter(({ name }) => this.#membersOf(by, name).length > 0);
      this.problem = null;
    } catch (thrown) {
      this.problem = toAppError(thrown, "list_club_groups");
    }
    this.version += 1;
  }

  #membersOf(by: GroupBy, name: string): readonly StudentId[] {
    return this.#members.get(keyOf(by, name)) ?? [];
  }

  async #flat(offset: number, limit: number): Promise<RowsWindow<StudentRow>> {
    const { rows, total } = await this.#calls.students(this.#query(null), offset, limit);
    this.matches = this.searched.trim() === "" ? null : total;
    return {
      offset,
      total,
      rows: rows.map((student, at) => this.#leaf(student, 1, null, offset + at, total)),
    };
  }

  /** Groups with the people of those that are open below them. */
  async #tree(by: GroupBy, offset: number, limit: number): Promise<RowsWindow<StudentRow>> {
    const groups = this.#groups;
    const rows: StudentRow[] = [];
    let at = 0;
    for (const [position, group] of groups.entries()) {
      const people = this.#membersOf(by, group.name).length;
      const open = this.#open.has(keyOf(by, group.name));
      if (at >= offset && at < offset + limit)
        rows.push(this.#head(by, group.name, open, position, groups.length));
      const head = at;
      at += 1;
      if (!open) continue;
      const from = Math.max(offset, at);
      const to = Math.min(offset + limit, at + people);
      if (from < to) {
        const query = this.#query({ by, name: group.name });
        const read = await this.#calls.students(query, from - at, to - from);
        const leaf = (student: ClubStudent, i: number): StudentRow =>
          this.#leaf(student, 2, head, from - at + i, people);
        rows.push(...read.rows.map(leaf));
      }
      at += people;
    }
    return { offset, total: at, rows };
  }

  #head(by: GroupBy, name: string, open: boolean, position: number, size: number): StudentRow {
    const members = this.#membersOf(by, name);
    const chosen = members.filter((id) => this.#chosen.has(id)).length;
    const state: TriState = chosen === 0 ? "off" : chosen === members.length ? "on" : "mixed";
    return {
      key: keyOf(by, name),
      name,
      level: 1,
      position: position + 1,
      set_size: size,
      parent: null,
      expanded: open,
      state,
      student: null,
      people: members.length,
    };
  }

  #leaf(
    student: ClubStudent,
    level: number,
    parent: number | null,
    at: number,
    size: number,
  ): StudentRow {
    return {
      key: student.student,
      name: student.name,
      level,
      position: at + 1,
      set_size: size,
      parent,
      expanded: null,
      state: this.#chosen.has(student.student) ? "on" : "off",
      student,
      people: 1,
    };
  }
}
