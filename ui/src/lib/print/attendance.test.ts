import { cleanup, render, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";

import type { Call } from "$lib/exporting/takeout";
import { setLocale } from "$lib/i18n";
import type { AttendeeRow } from "$lib/ipc/bindings";
import { attendee, board, view } from "$lib/meetings/testing";
import { NOW, read } from "$lib/tasks/testing";

import { readAttendance } from "./attendance";
import AttendanceSheet from "./AttendanceSheet.svelte";

afterEach(() => setLocale("zh-CN"));

const of = { connection: "c1", meeting: "6" };

/** A core whose board is read again after so many windows of rows. */
function core(rows: AttendeeRow[], changesAfter = Infinity) {
  const asked: string[] = [];
  let fetched_at = NOW;
  const call = ((name: string, args: { offset: number; limit: number }) => {
    asked.push(name);
    if (name === "get_meeting") return Promise.resolve(read(view()));
    if (name === "get_attendance_board") return Promise.resolve({ ...read(board()), fetched_at });
    const { offset, limit } = args;
    const answer = {
      ...read({ offset, total: rows.length, rows: rows.slice(offset, offset + limit) }),
      fetched_at,
    };
    if (asked.length === changesAfter) fetched_at += 10_000;
    return Promise.resolve(answer);
  }) as unknown as Call;
  return { call, asked };
}

const people = (count: number): AttendeeRow[] =>
  Array.from({ length: count }, (_, at) => attendee({ student: String(at) }));

describe("an attendance sheet", () => {
  it("has_every_row", async () => {
    const { call } = core(people(450));
    expect((await readAttendance(call, of)).rows).toHaveLength(450);
  });

  it("has_rows_and_figures_of_one_reading", async () => {
    // After the view, the board and one window of three.
    const { call, asked } = core(people(450), 3);
    const { rows, age } = await readAttendance(call, of);
    expect(rows).toHaveLength(450);
    expect(asked.filter((name) => name === "get_attendance_board")).toHaveLength(2);
    expect(age.complete).toBe(true);
  });

  it("says_that_the_meeting_was_never_read", async () => {
    const { call } = core([]);
    const never = ((name: string, args: never) =>
      name === "get_meeting"
        ? Promise.resolve({ ...read(null), value: null })
        : call(name as "watch", args)) as unknown as Call;
    await expect(readAttendance(never, of)).rejects.toEqual({ code: "nothing_cached" });
  });

  const rows = [
    attendee({ student: "1", name: "周望舒", department: "宣传部", signed_at: NOW - 11_000 }),
    attendee(
      { student: "30002", name: "何景行", department: "宣传部", signed_at: NOW - 86_400_000 },
      { attendance: "late", in_burst: true },
    ),
    attendee(
      { student: "3", name: "", department: "", signed: false, signed_at: null, comment: "病假" },
      { attendance: "on_leave" },
    ),
  ];
  const sheet = (over = {}) =>
    render(AttendanceSheet, {
      running: "大会 · 签到表",
      attendance: {
        view: view(over),
        board: board(),
        rows,
        total: 3,
        age: { ...read(null), fetched_at: NOW },
      },
    });

  it("goes_department_by_department_and_says_who_leads", () => {
    sheet();
    expect(screen.getByText("宣传部（签到 2 / 2）")).toBeInTheDocument();
    expect(screen.getByText("（未注明部门）（签到 0 / 1）")).toBeInTheDocument();
    const leader = screen.getByRole("row", { name: /何景行/ });
    expect(leader).toHaveTextContent("签到负责人 · 扎堆");
    expect(leader).toHaveTextContent(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/);
    expect(leader).toHaveTextContent("迟到");
    expect(screen.getByRole("row", { name: /（无姓名）/ })).toHaveTextContent("病假");
    const figures = screen.getAllByRole("table")[0] as HTMLElement;
    expect(within(figures).getByRole("columnheader", { name: "邀请" })).toBeInTheDocument();
    expect(within(figures).getByText("52")).toBeInTheDocument();
  });

  it("leaves_room_to_sign_until_sign_in_is_over", () => {
    sheet();
    expect(screen.getByRole("columnheader", { name: "签名" })).toBeInTheDocument();
    cleanup();
    sheet({ window: "closed" });
    expect(screen.queryByRole("columnheader", { name: "签名" })).toBeNull();
  });

  it("reads_in_english", () => {
    setLocale("en");
    sheet();
    expect(screen.getByText("宣传部 (2 of 2 signed in)")).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /何景行/ })).toHaveTextContent("leads sign-in");
  });
});
