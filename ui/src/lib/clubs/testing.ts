import type { ClubStudent, GroupBy, Read } from "$lib/ipc/bindings";

import type { StudentCalls, StudentQuery } from "./students.svelte";

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
