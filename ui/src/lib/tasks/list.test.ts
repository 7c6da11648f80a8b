import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type { AppError, Page, Read, TaskRow } from "$lib/ipc/bindings";

import ReadBannerFixture from "./ReadBanner.fixture.svelte";
import TaskListPane from "./TaskListPane.svelte";
import TaskRowLink from "./TaskRowLink.svelte";
import { NOW, read, row, stopTheClock } from "./testing";

stopTheClock();

const page = (rows: TaskRow[], over: Partial<Page<TaskRow>> = {}): Page<TaskRow> => ({
  page: 1,
  total_pages: 1,
  total: rows.length,
  rows,
  ...over,
});
const three = [
  row({ id: "1", title: "甲" }),
  row({ id: "2", title: "乙" }),
  row({ id: "3", title: "丙" }),
];

function open(tasks: Read<Page<TaskRow>>, over: Record<string, unknown> = {}) {
  const acts = {
    onlist: vi.fn(),
    onplace: vi.fn(),
    onpublish: vi.fn(),
    onrefresh: vi.fn(),
    ondeletedraft: vi.fn(),
  };
  const shown = render(TaskListPane, {
    connection: "c1",
    list: "working",
    tasks,
    counts: { working: 5, done: 38 },
    drafts: [],
    place: { page: 1, filter: "" },
    selected: null,
    headed: false,
    tab: "overview",
    refreshing: false,
    ...acts,
    ...over,
  });
  return { ...acts, ...shown };
}
const link = (name: string): HTMLElement =>
  screen.getByRole("link", { name: new RegExp(`^${name}`) });

describe("a_row", () => {
  const props = { now: NOW, href: "/x", selected: false, tabindex: 0 as const, onfocus: () => {} };

  it("says_title_phase_time_place_and_count_down", () => {
    render(TaskRowLink, { row: row({ accepted: 41, responded: 53 }), ...props });
    const shown = screen.getByRole("link");
    expect(shown).toHaveTextContent("珠江防汛 夜间巡堤");
    expect(shown).toHaveTextContent("征集中 68 %");
    expect(shown).toHaveTextContent("14:00 集合 · 新天地广场");
    expect(shown).toHaveTextContent("还有 1 小时 12 分");
    expect(shown).toHaveTextContent("接受 41 / 60 · 拒绝 12");
  });

  it("says_for_every_phase_how_many_are_wanted_accepted_and_there", async () => {
    const figures = { accepted: 58, responded: 70, checked_in: 50 };
    const { rerender } = render(TaskRowLink, {
      row: row(figures, { phase: "executing" }),
      ...props,
    });
    expect(screen.getByRole("link")).toHaveTextContent(/20:00 结束.*接受 58 \/ 60 · 已到 50$/);
    for (const phase of ["gathering", "done"] as const) {
      await rerender({ row: row(figures, { phase }) });
      expect(screen.getByRole("link")).toHaveTextContent(/接受 58 \/ 60 · 已到 50$/);
    }
  });

  it("a_figure_with_nothing_beside_it_takes_no_line_of_its_own", () => {
    const bare = row({ gather_at: null, finish_at: null, progress: null }, { phase: "done" });
    const { container } = render(TaskRowLink, { row: bare, ...props });
    expect(screen.getByRole("link")).toHaveTextContent("征集 60 人");
    expect(container.querySelectorAll(".line")).toHaveLength(2);
  });

  it("shows_the_servers_phase_where_it_differs", () => {
    render(TaskRowLink, { row: row({}, { phase: "executing" }), ...props });
    expect(screen.getByText("执行中")).toBeInTheDocument();
    expect(screen.getByText("服务器称：征集中")).toBeInTheDocument();
  });

  it("says_that_it_is_being_ended_until_the_server_confirms", () => {
    render(TaskRowLink, { row: row({}, { finishing: true }), ...props });
    expect(screen.getByText("正在结束…")).toBeInTheDocument();
    expect(screen.queryByText(/征集中/)).toBeNull();
  });

  it("markup_in_a_title_stays_text", () => {
    const title = "<img src=x onerror=alert(1)>";
    const { container } = render(TaskRowLink, { row: row({ title }), ...props });
    expect(screen.getByText(title)).toBeInTheDocument();
    expect(container.querySelector("img[src]")).toBeNull();
  });

  it("a_title_that_is_missing_has_a_name_still", () => {
    render(TaskRowLink, { row: row({ title: " ", place: "" }), ...props });
    expect(screen.getByText("（无标题）")).toBeInTheDocument();
    expect(screen.getByText("14:00 集合")).toBeInTheDocument();
  });
});

describe("the_list", () => {
  it("is_one_stop_for_tab_and_arrows_move_in_it", async () => {
    open(read(page(three)));
    expect(screen.getAllByRole("link").map((one) => one.tabIndex)).toEqual([0, -1, -1]);
    link("甲").focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    expect(link("丙")).toHaveFocus();
    expect(link("丙").tabIndex).toBe(0);
    await userEvent.keyboard("{Home}");
    expect(link("甲")).toHaveFocus();
  });

  it("arrow_up_from_the_first_row_and_down_from_the_filter_meet", async () => {
    open(read(page(three)));
    link("甲").focus();
    await userEvent.keyboard("{ArrowUp}");
    const filter = screen.getByRole("textbox", { name: "筛选任务" });
    expect(filter).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}");
    expect(link("甲")).toHaveFocus();
  });

  it("keeps_the_focus_when_it_is_read_again_in_another_order", async () => {
    const { rerender } = open(read(page(three)));
    link("乙").focus();
    await rerender({ tasks: read(page([three[2], three[0], three[1]] as TaskRow[])) });
    expect(link("乙")).toHaveFocus();
  });

  it("marks_the_open_task_and_keeps_its_tab_for_the_next", () => {
    open(read(page(three)), { selected: "2", tab: "responses", place: { page: 1, filter: "" } });
    expect(link("乙")).toHaveAttribute("aria-current", "true");
    expect(link("丙")).toHaveAttribute("href", "/c/c1/tasks/working/3/responses");
  });

  it("turns_pages_by_button_and_key", async () => {
    const { onplace } = open(read(page(three, { page: 2, total_pages: 3, total: 50 })), {
      place: { page: 2, filter: "" },
    });
    expect(screen.getByText("第 2 / 3 页")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "下一页" }));
    expect(onplace).toHaveBeenLastCalledWith({ page: 3, filter: "" });
    link("甲").focus();
    await userEvent.keyboard("{PageUp}");
    expect(onplace).toHaveBeenLastCalledWith({ page: 1, filter: "" });
  });

  it("has_no_pages_to_turn_where_there_is_one", async () => {
    const { onplace } = open(read(page(three)));
    expect(screen.queryByRole("navigation", { name: "翻页" })).toBeNull();
    link("甲").focus();
    await userEvent.keyboard("{PageDown}{PageUp}");
    expect(onplace).not.toHaveBeenCalled();
  });

  it("says_how_many_and_how_old", () => {
    open(read(page(three)));
    expect(screen.getByText(/共 3 项/)).toHaveTextContent("共 3 项 · 12 秒前更新");
    expect(screen.getByRole("radio", { name: "已完成 38" })).toBeInTheDocument();
  });

  it("names_no_total_of_a_list_that_was_read_in_part", () => {
    open({ ...read(page(three)), complete: false });
    expect(screen.getByText(/已读到 3 项/)).toBeInTheDocument();
    expect(screen.queryByText(/共 3 项/)).toBeNull();
  });

  it("a_size_that_is_not_known_is_not_shown", () => {
    open(read(page(three)), { counts: { working: 5, done: null } });
    expect(screen.getByRole("radio", { name: "已完成" })).toBeInTheDocument();
  });

  it("typing_is_never_overwritten_by_an_address_that_lags_behind", async () => {
    const { onplace, rerender } = open(read(page(three)));
    const filter = screen.getByRole("textbox", { name: "筛选任务" });
    await userEvent.type(filter, "zjf");
    expect(onplace).toHaveBeenLastCalledWith({ page: 1, filter: "zjf" });
    await rerender({ place: { page: 1, filter: "z" } });
    expect(filter).toHaveValue("zjf");
  });
});

describe("the_phases", () => {
  it("are_chosen_beside_what_is_typed_and_the_page_starts_anew", async () => {
    const { onplace, rerender } = open(read(page(three)), { place: { page: 2, filter: "zjf" } });
    const phases = screen.getByRole("radiogroup", { name: "阶段" });
    await userEvent.click(within(phases).getByRole("radio", { name: "集合中" }));
    const chosen = { page: 1, filter: "zjf", phase: "gathering" } as const;
    expect(onplace).toHaveBeenLastCalledWith(chosen);
    await rerender({ place: chosen });
    expect(link("乙")).toHaveAttribute("href", expect.stringContaining("q=zjf&phase=gathering"));
    await userEvent.type(screen.getByRole("textbox", { name: "筛选任务" }), "x");
    expect(onplace).toHaveBeenLastCalledWith({ ...chosen, filter: "zjfx" });
    await userEvent.click(within(phases).getByRole("radio", { name: "全部" }));
    expect(onplace).toHaveBeenLastCalledWith({ page: 1, filter: "zjf" });
  });

  it("are_not_told_apart_once_a_task_is_over", () => {
    open(read(page(three)), { list: "done" });
    expect(screen.queryByRole("radiogroup", { name: "阶段" })).toBeNull();
  });

  it("without_a_match_say_so_and_are_cleared_with_the_words", async () => {
    const { onplace } = open(read(page([])), {
      place: { page: 1, filter: "", phase: "executing" },
    });
    await userEvent.click(screen.getByRole("button", { name: "清空筛选" }));
    expect(onplace).toHaveBeenCalledWith({ page: 1, filter: "" });
  });
});

describe("nothing_to_list", () => {
  it("an_empty_list_offers_publishing", async () => {
    const { onpublish } = open(read(page([])));
    const empty = screen.getByRole("heading", { name: "没有进行中的任务" }).closest("div");
    await userEvent.click(within(empty as HTMLElement).getByRole("button", { name: "发布任务" }));
    expect(onpublish).toHaveBeenCalled();
  });

  it("a_filter_without_matches_can_be_cleared", async () => {
    const { onplace } = open(read(page([])), { place: { page: 1, filter: "xyz" } });
    await userEvent.click(screen.getByRole("button", { name: "清空筛选" }));
    expect(onplace).toHaveBeenCalledWith({ page: 1, filter: "" });
  });

  it("a_page_past_the_last_leads_back", () => {
    open(read(page([])), { place: { page: 9, filter: "" } });
    expect(screen.getByRole("link", { name: "回到第一页" })).toHaveAttribute(
      "href",
      "/c/c1/tasks/working",
    );
  });

  it("before_the_first_answer_there_is_an_outline", () => {
    open(read<Page<TaskRow>>(null));
    expect(screen.getByRole("status", { busy: true })).toBeInTheDocument();
  });

  it("nothing_and_a_problem_say_why_and_offer_another_try", async () => {
    const { onrefresh } = open(read<Page<TaskRow>>(null, { problem: { code: "unreachable" } }));
    expect(screen.getByText(/连不上服务器/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "重试" }));
    expect(onrefresh).toHaveBeenCalled();
  });
});

describe("a_problem", () => {
  it("leaves_the_rows_and_says_since_when", async () => {
    const { onrefresh } = open(read(page(three), { problem: { code: "unreachable" } }));
    expect(screen.getByText("数据截至 今天 12:47：连不上服务器")).toBeInTheDocument();
    expect(link("甲")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "重试" }));
    expect(onrefresh).toHaveBeenCalled();
  });

  it("an_ended_session_offers_to_sign_in", () => {
    open(read(page(three), { problem: { code: "not_signed_in", connection: "c1" } }));
    expect(screen.getByRole("link", { name: "去登录" })).toHaveAttribute(
      "href",
      "/connections?sign-in=c1",
    );
  });

  it("is_not_said_twice_where_the_frame_says_it", async () => {
    const under = async (told: boolean, problem: AppError) => {
      await banner.rerender({ told, read: read(three, { problem }) });
      return screen.queryByText(/数据截至/);
    };
    const banner = render(ReadBannerFixture, { told: true, read: read(three) });
    expect(await under(true, { code: "unreachable" })).toBeNull();
    expect(await under(true, { code: "not_signed_in", connection: "c1" })).toBeNull();
    expect(await under(false, { code: "unreachable" })).toBeVisible();
    // What the frame does not know of is said all the same.
    expect(await under(true, { code: "rejected", message: "系统繁忙" })).toBeVisible();
  });
});

describe("drafts", () => {
  const drafts = [{ id: "d1", title: "台风预警 集结", changed_at: NOW - 60_000 }];

  it("stand_above_the_tasks_and_open_where_they_are_written", () => {
    open(read(page(three)), { drafts });
    expect(screen.getByRole("link", { name: /台风预警/ })).toHaveAttribute(
      "href",
      "/c/c1/tasks/new?draft=d1",
    );
  });

  it("are_deleted_only_after_a_question", async () => {
    const { ondeletedraft } = open(read(page(three)), { drafts });
    await userEvent.click(screen.getByRole("button", { name: "删除草稿“台风预警 集结”" }));
    expect(ondeletedraft).not.toHaveBeenCalled();
    const dialog = await screen.findByRole("dialog", { name: "删除这份草稿？" });
    await userEvent.click(within(dialog).getByRole("button", { name: "删除草稿" }));
    expect(ondeletedraft).toHaveBeenCalledExactlyOnceWith("d1");
  });

  it("cancelling_keeps_them", async () => {
    const { ondeletedraft } = open(read(page(three)), { drafts });
    await userEvent.click(screen.getByRole("button", { name: /删除草稿/ }));
    await userEvent.click(await screen.findByRole("button", { name: "取消" }));
    expect(ondeletedraft).not.toHaveBeenCalled();
  });
});
