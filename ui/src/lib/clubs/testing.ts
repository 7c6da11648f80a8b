import { vi } from "vitest";

import type { ClubFields, ClubProblem, ClubStudent, GroupBy, Read } from "$lib/ipc/bindings";
import { anEntry } from "$lib/publish/testing";

import type { Around, WritingCalls } from "./desk";
import type { StudentCalls, StudentQuery } from "./students.svelte";
import type { DraftOf } from "./writing.svelte";

/** Somebody of a club, with what a test says of them. */
export function student(id: string, more: Partial<ClubStudent> = {}): ClubStudent {
  return {
    student: id,
    name: `学生${id}`,
    mobile: "",
    department: "秘书处",
    job: "干事",
    year: 2023,
    major: "",
    gender: null,
    avatar_url: null,
    ...more,
  };
}

export const CLUB: readonly ClubStudent[] = [
  student("1", { name: "陈晨", job: "部长" }),
  student("2", { name: "林岚" }),
  student("3", { name: "周舟", department: "外联部", year: 2024 }),
  student("4", { name: "许诺", department: "外联部", year: null }),
  student("5", { name: "方圆", department: "", job: "" }),
];

const common = (one: ClubStudent, by: GroupBy): string =>
  by === "year" ? String(one.year ?? "") : one[by];

/** The core's answers about a club of these people. */
export function clubCalls(people: readonly ClubStudent[] = CLUB): StudentCalls {
  const among = ({ group, filter, among }: StudentQuery): ClubStudent[] =>
    people.filter(
      (one) =>
        (!group || common(one, group.by) === group.name) &&
        one.name.includes(filter) &&
        (!among || among.includes(one.student)),
    );
  return {
    groups: (by) => {
      const names = [...new Set(people.map((one) => common(one, by)))];
      return Promise.resolve(
        names.map((name) => ({
          name,
          people: people.filter((one) => common(one, by) === name).length,
        })),
      );
    },
    students: (query, offset, limit) => {
      const rows = among(query);
      return Promise.resolve({
        offset,
        total: rows.length,
        rows: rows.slice(offset, offset + limit),
      });
    },
    ids: (query) => Promise.resolve(among(query).map((one) => one.student)),
  };
}

/** A reading of just now. */
export function readNow<Value>(value: Value): Read<Value> {
  return {
    value,
    fetched_at: Date.now(),
    server_time: null,
    complete: true,
    stale_after: null,
    problem: null,
  };
}

/** A draft with these fields. */
export function aDraftOf<Fields extends ClubFields>(
  fields: Fields,
  problems: ClubProblem[] = [],
): DraftOf<Fields> {
  return { id: "d1", connection: "c1", changed_at: 0, fields, people: null, problems };
}

/** Two clubs, and their people read just now. */
export function anAround(more: Partial<Around> = {}): Around {
  const club = { level: null, members: 5, avatar_url: null };
  return {
    clubs: [
      { id: "31", name: "灯塔社", ...club },
      { id: "32", name: "", ...club },
    ],
    roster: readNow({}),
    templates: [],
    demo: false,
    ...more,
  };
}

/** A core that keeps what it is given. */
export function writingCalls() {
  return {
    studentsOf: () => clubCalls(),
    save: vi.fn<WritingCalls["save"]>((fields) => Promise.resolve(aDraftOf(fields))),
    publish: vi.fn<WritingCalls["publish"]>(() =>
      Promise.resolve({ kind: "queued", entry: anEntry() }),
    ),
    takeBack: vi.fn<WritingCalls["takeBack"]>(() => Promise.resolve(null)),
    sendNow: vi.fn<WritingCalls["sendNow"]>(() => Promise.resolve(anEntry())),
    saveAs: vi.fn<WritingCalls["saveAs"]>(() => Promise.resolve()),
    renameSaved: vi.fn<WritingCalls["renameSaved"]>(() => Promise.resolve()),
    deleteSaved: vi.fn<WritingCalls["deleteSaved"]>(() => Promise.resolve()),
    fromTemplate: vi.fn<WritingCalls["fromTemplate"]>(() => Promise.resolve()),
    refresh: vi.fn<WritingCalls["refresh"]>(),
    back: vi.fn<WritingCalls["back"]>(),
    remove: vi.fn<WritingCalls["remove"]>(),
    left: vi.fn<WritingCalls["left"]>(),
  };
}
