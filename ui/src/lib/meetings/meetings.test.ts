import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { text } from "$lib/design/testing";
import { setLocale } from "$lib/i18n";
import { pageOf } from "$lib/clubs/paths";
import { TakeOut } from "$lib/exporting/takeout";
import type { AttendanceFigure } from "$lib/ipc/bindings";
import WriteState from "$lib/outbox/WriteState.svelte";
import { HOUR, MINUTE, NOW, read, stopTheClock } from "$lib/tasks/testing";

import ActDialog from "./ActDialog.svelte";
import AttendancePanel from "./AttendancePanel.svelte";
import { attendanceHeads, otherDifferences } from "./board";
import { attendeeChoice, withChoice } from "./filter";
import MeetingListPane from "./MeetingListPane.svelte";
import MeetingPane from "./MeetingPane.svelte";
import { question, type Act } from "./question";
import { rowLines, windowState } from "./state";
import { attendee, board, COUNTS, summary, view, write } from "./testing";

stopTheClock();
afterEach(() => setLocale("zh-CN"));

const list = (rows = [summary()], over = {}) =>
  render(MeetingListPane, {
    connection: "c1",
    rows: pageOf(read({ offset: 0, total: rows.length, rows }), { page: 1, filter: "" }),
    drafts: [],
    onpublish: null,
    ondeletedraft: vi.fn(),
    place: { page: 1, filter: "" },
    selected: null,
    headed: false,
    refreshing: false,
    onplace: vi.fn(),
    onrefresh: vi.fn(),
    ...over,
  });

describe("the list", () => {
  it("says_when_where_and_whether_people_can_sign_in", () => {
    list();
    const link = screen.getByRole("link", { name: /新学期招新动员大会/ });
    expect(link).toHaveAttribute("href", "/c/c1/meetings/6");
    expect(link).toHaveTextContent("签到中");
    expect(link).toHaveTextContent("14:00 · D101 教室");
  });

  it("moves_with_the_arrows_and_keeps_its_place_in_the_links", async () => {
    list([summary(), summary({ id: "7", content: "部长例会" })], {
      place: { page: 1, filter: "D1" },
    });
    const links = screen.getAllByRole("link", { name: /D101/ });
    links[0]?.focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(links[1]).toHaveFocus();
    expect(links[1]).toHaveAttribute("href", "/c/c1/meetings/7?q=D1");
    await userEvent.keyboard("{Home}{ArrowUp}");
    expect(screen.getByRole("textbox", { name: "筛选会议" })).toHaveFocus();
  });

  it("tells_what_matters_now_of_a_meeting", () => {
    const then = (over: Parameters<typeof summary>[0]): string => rowLines(summary(over), NOW).then;
    expect(then({})).toBe("还有 1 小时\u202f12 分");
    const figures = { invited: 52, unconfirmed: 4, confirmed: 48, unsigned: 14, signed: 38 };
    expect(then({ figures })).toBe("签到 38 / 52");
    expect(then({ deadline: NOW - HOUR })).toBe("已开始");
    expect(then({ deadline: NOW - 13 * HOUR })).toBe("");
    expect(then({ deadline: null })).toBe("");
    expect(windowState(summary({ sign_in: "none", window: null }))?.label).toBe("不签到");
    expect(windowState(summary({ window: null }))).toBeNull();
    expect(windowState(summary({ window: { other: "7" } }))?.label).toBe("7");
  });

  it("that_is_empty_says_why", () => {
    list([]);
    expect(screen.getByText("还没有发布过会议")).toBeInTheDocument();
  });
});

function pane(over = {}) {
  const acts = { onproject: vi.fn(), onact: vi.fn(), onedit: vi.fn(), onretry: vi.fn() };
  render(MeetingPane, {
    view: view(),
    age: read(null, { fetched_at: NOW - 12_000, server_time: NOW }),
    entry: null,
    signIn: "/connections?sign-in=c1",
    back: "/c/c1/meetings",
    silent: 3,
    children: text("board"),
    ...acts,
    ...over,
  });
  return acts;
}

describe("the head of a meeting", () => {
  it("says_what_when_where_who_leads_and_how_old", () => {
    pane();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("新学期招新动员大会");
    expect(screen.getByText("今天 14:00")).toBeInTheDocument();
    expect(screen.getByText("何景行")).toBeInTheDocument();
    expect(screen.getByText(/12 秒前/)).toBeInTheDocument();
  });

  it("offers_the_codes_to_leaders_and_tells_others_who_they_are", async () => {
    const { onproject } = pane();
    await userEvent.click(screen.getByRole("button", { name: "投影签到码" }));
    expect(onproject).toHaveBeenCalledOnce();
    cleanup();
    pane({ onproject: null });
    expect(screen.queryByRole("button", { name: "投影签到码" })).toBeNull();
    expect(screen.getByText("签到码由签到负责人投影：何景行")).toBeInTheDocument();
  });

  it("of_one_that_is_over_offers_neither_codes_nor_reminders", () => {
    pane({ view: view({ window: "closed" }) });
    expect(screen.queryByRole("button", { name: "投影签到码" })).toBeNull();
    expect(screen.queryByRole("button", { name: /提醒未确认/ })).toBeNull();
  });

  it("says_how_many_a_reminder_reaches_where_that_is_known", () => {
    pane();
    expect(screen.getByRole("button", { name: "提醒未确认 3 人" })).toBeInTheDocument();
    cleanup();
    pane({ silent: null, view: { ...view(), reminded_at: NOW - 3 * MINUTE } });
    expect(screen.getByRole("button", { name: "提醒未确认" })).toBeInTheDocument();
    expect(screen.getByText("上次 3 分钟前"), "what became of the last one").toBeVisible();
  });

  it("shows_where_a_write_stands_until_that_is_old_news", () => {
    const shown = (entry: ReturnType<typeof write>): string => {
      cleanup();
      render(WriteState, { entry });
      return document.body.textContent.trim();
    };
    expect(shown(write())).toContain("结束会议 · 正在发送");
    const rejected = write({ state: "rejected", problem: { code: "not_permitted" } });
    expect(shown(rejected)).toContain("被拒绝");
    const refused = { code: "quest_refused", refusal: "already_claimed", message: "" } as const;
    expect(shown({ ...rejected, problem: refused })).toContain("奖励已经领取过了 · ");
    const said = { code: "rejected", message: "签到尚未开始" } as const;
    const told = shown({ ...rejected, problem: said });
    expect(told.match(/服务器拒绝了/g), told).toHaveLength(1);
    expect(shown({ ...rejected, changed_at: NOW - 11 * MINUTE })).toBe("");
    expect(shown(write({ state: "confirmed" }))).toBe("");
    const nobody = write({ kind: "remind_meeting", state: "confirmed", said: "没有需要提醒的人" });
    expect(shown(nobody)).toContain("没有需要提醒的人");
    expect(shown({ ...nobody, said: "" })).toContain("服务器没有提醒任何人，也没有说明原因。");
    expect(shown(write({ state: "unknown", changed_at: NOW - HOUR }))).toContain("结果不明");
  });
});

describe("the figures", () => {
  it("count_people_and_end_with_who_is_missing", () => {
    const heads = (over: boolean) => attendanceHeads(board(), true, over).map(({ id }) => id);
    expect(heads(false).at(-1)).toBe("awaited");
    expect(heads(true).at(-1)).toBe("absent");
    const [first] = attendanceHeads(board(), true, false);
    expect(first).toMatchObject({ id: "invited", value: "52" });
  });

  it("that_are_incomplete_are_no_totals", () => {
    const server = { ...board().server, invited: 60 };
    const [first, second] = attendanceHeads(board({ server }), false, false);
    expect(first).toMatchObject({ value: "60", note: "只读到 52 人" });
    expect(second?.share).toBe("");
  });

  it("show_what_the_server_says_otherwise", () => {
    const differing = board({
      disagreements: [
        { figure: "signed", rows: 38, server: 40 },
        { figure: "confirmed", rows: 48, server: 45 },
      ],
    });
    const signed = attendanceHeads(differing, true, false).find(({ id }) => id === "signed");
    expect(signed?.note).toBe("服务器称 40");
    expect(otherDifferences(differing)).toBe("确认和请假：按名单是 48 人，服务器称 45 人。");
  });

  function panel(over = {}) {
    const acts = {
      onchoice: vi.fn(),
      onretry: vi.fn(),
      read: vi.fn(() =>
        Promise.resolve({
          offset: 0,
          total: 1,
          rows: [attendee({ comment: "会晚到" }, { outside: true })],
        }),
      ),
    };
    render(AttendancePanel, {
      board: read(board()),
      over: false,
      coded: true,
      windows: [{ from: NOW - 20 * MINUTE, until: NOW - 5 * MINUTE }],
      outside: 1,
      inBurst: 0,
      signIn: "",
      of: { connection: "c1", meeting: "6" },
      out: new TakeOut(vi.fn(), vi.fn()),
      choice: { figure: null, department: null },
      href: ({
        figure,
        department,
      }: {
        figure: AttendanceFigure | null;
        department: string | null;
      }) => `?${figure}&${department}`,
      ...acts,
      ...over,
    });
    return acts;
  }

  it("open_their_people_and_once_more_everybody", async () => {
    const { onchoice } = panel();
    await userEvent.click(screen.getByRole("button", { name: /^已签到/ }));
    expect(onchoice).toHaveBeenLastCalledWith({ figure: "signed", department: null });
    cleanup();
    const again = panel({ choice: { figure: "signed", department: null } });
    const signed = screen.getByRole("button", { name: /^已签到/ });
    expect(signed).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(signed);
    expect(again.onchoice).toHaveBeenLastCalledWith({ figure: null, department: null });
  });

  it("by_department_open_theirs", () => {
    panel();
    const table = screen.getByRole("region", { name: "各部门" });
    const link = within(table).getByRole("link", { name: "宣传部，已签到 38 人" });
    expect(link).toHaveAttribute("href", "?signed&宣传部");
    expect(within(table).getByText("（未注明部门）")).toBeInTheDocument();
  });

  it("lists_when_codes_were_shown_and_who_does_not_fit", async () => {
    const { read: rows } = panel();
    expect(screen.getByText("12:28 – 12:43")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "1 人在没有投影时签到" })).toHaveAttribute(
      "href",
      "?outside&null",
    );
    expect(await screen.findByText("没有投影 · 会晚到")).toBeInTheDocument();
    expect(rows).toHaveBeenCalledWith(
      expect.objectContaining({ figure: null, sort: "signed_at", descending: true }),
    );
  });

  it("keep_what_is_chosen_in_the_address", () => {
    const url = new URL("http://x/c/c1/meetings/6?q=D1&figure=late");
    expect(attendeeChoice(url.searchParams)).toEqual({ figure: "late", department: null });
    expect(withChoice(url, { figure: null, department: "" })).toBe(
      "/c/c1/meetings/6?q=D1&department=",
    );
    expect(attendeeChoice(new URLSearchParams("figure=everything")).figure).toBeNull();
  });
});

describe("before an act", () => {
  const ask = (act: Act, counts = COUNTS, reminded: number | null = null) =>
    question(act, view({}, reminded), read(board({ counts })), NOW, NOW);

  it("a_reminder_says_how_many_get_it_and_when_the_last_was", () => {
    expect(ask("remind")).toMatchObject({ reach: "4 人会收到提醒", warning: "", idle: false });
    expect(ask("remind").means).toEqual(["还没有从这里提醒过。"]);
    const soon = ask("remind", COUNTS, NOW - 3 * MINUTE);
    expect(soon.means).toEqual(["上次从这里提醒：3 分钟前"]);
    expect(soon.warning).not.toBe("");
    expect(ask("remind", COUNTS, NOW - 6 * MINUTE).warning).toBe("");
  });

  it("a_reminder_to_nobody_is_not_sent", () => {
    expect(ask("remind", { ...COUNTS, unanswered: 0 }).idle).toBe(true);
    render(ActDialog, {
      open: true,
      act: "remind",
      view: view(),
      board: read(board({ counts: { ...COUNTS, unanswered: 0 } })),
      busy: false,
      error: null,
      onact: vi.fn(),
      onclose: vi.fn(),
    });
    expect(screen.queryByRole("button", { name: "发出提醒" })).toBeNull();
  });

  it("the_end_says_what_it_means_and_for_whom", () => {
    expect(ask("end")).toMatchObject({
      reach: "已签到 38 / 52 人",
      warning: "会议还有 1 小时\u202f12 分才开始。",
      danger: true,
    });
    expect(ask("end").means[1]).toBe("还没签到也没请假的 11 人会记为缺席。");
  });

  it("taking_it_back_warns_of_who_has_come", () => {
    expect(ask("revert").warning).toContain("38 人签到");
    expect(ask("revert", { ...COUNTS, signed: 0 }).warning).toBe("");
  });

  it("figures_that_are_not_known_are_not_told", () => {
    for (const act of ["remind", "end", "revert"] as const) {
      const asked = question(act, view(), read(board(), { complete: false }), NOW, NOW);
      expect(asked.reach).toBe("");
    }
  });

  it("somebody_decides", async () => {
    const onact = vi.fn();
    render(ActDialog, {
      open: true,
      act: "revert",
      view: view(),
      board: read(board()),
      busy: false,
      error: null,
      onact,
      onclose: vi.fn(),
    });
    await userEvent.click(await screen.findByRole("button", { name: "撤销会议" }));
    expect(onact).toHaveBeenCalledOnce();
  });
});
