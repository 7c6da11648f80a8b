import { cleanup, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { toast } from "../src/lib/design";
import { handleKey } from "../src/lib/frame";
import { setPrivacy } from "../src/lib/frame/privacy.svelte";
import { useTransport } from "../src/lib/ipc/transports";
import { CallError } from "../src/lib/ipc/error";
import { NOW, read, row, stopTheClock, view } from "../src/lib/tasks/testing";
import { load as loadList } from "../src/routes/c/[connection]/tasks/[list=tasklist]/+layout";
import { load as loadRows } from "../src/routes/c/[connection]/tasks/[list=tasklist]/(rows)/+layout";
import { load as loadDone } from "../src/routes/c/[connection]/tasks/[list=tasklist]/(rows)/[[task]]/+layout";
import { load as loadTask } from "../src/routes/c/[connection]/tasks/[list=tasklist]/(rows)/[[task]]/(task)/+layout";
import { load as loadTab } from "../src/routes/c/[connection]/tasks/[list=tasklist]/(rows)/[[task]]/(task)/[[tab=tasktab]]/+page";
import Page from "../src/routes/c/[connection]/tasks/[list=tasklist]/(rows)/[[task]]/(task)/[[tab=tasktab]]/+page.svelte";

const { goto, invalidate } = vi.hoisted(() => ({
  goto: vi.fn((_href: string, _options?: unknown) => Promise.resolve()),
  invalidate: vi.fn((_name: string) => Promise.resolve()),
}));
vi.mock("$app/navigation", () => ({ goto, invalidate }));

stopTheClock();

interface Params {
  connection: string;
  list: "working" | "done";
  task?: string;
  tab?: "responses" | "check-ins" | "people";
}
const nobody = { offset: 0, total: 0, rows: [] };
const board = {
  wanted: 60,
  notified: 120,
  unread: 67,
  refused: 12,
  accepted: 41,
  other: 0,
  average_ms: null,
  server: { wanted: 60, notified: 120, responded: 53, accepted: 41, average_ms: null },
  disagreements: [],
};

/** What was called, and what the core answers unless a test says otherwise. */
let calls: { name: string; args: Record<string, unknown> }[] = [];
let answers: Record<string, (args: Record<string, unknown>) => unknown> = {};
const asked = (name: string): Record<string, unknown>[] =>
  calls.filter((one) => one.name === name).map((one) => one.args);

const onkeydown = (event: KeyboardEvent): void => {
  handleKey(event, { onhelp: () => {}, onpalette: () => {} });
};

beforeEach(() => {
  calls = [];
  answers = {
    list_tasks: ({ list }) =>
      read({
        page: 1,
        total_pages: 1,
        total: list === "working" ? 5 : 38,
        rows: [row(), row({ id: "8", title: "消防演习" })],
      }),
    list_drafts: () => [{ id: "d1", title: "台风", changed_at: NOW }],
    get_task: () => read(view()),
    get_response_board: () => read(board),
    get_check_in_board: () =>
      read({
        accepted: 0,
        checked_in: 0,
        absent: 0,
        other: 0,
        server: { accepted: 0, checked_in: 0 },
        disagreements: [],
      }),
    list_task_groups: () => read([]),
    list_responses: () => read(nobody),
    list_check_ins: () => read(nobody),
    list_outbox: () => nobody,
  };
  useTransport({
    call: (name, args) => {
      calls.push({ name, args: args as Record<string, unknown> });
      try {
        return Promise.resolve(answers[name]?.(args as Record<string, unknown>) ?? null);
      } catch (thrown) {
        return Promise.reject(thrown as Error);
      }
    },
    listen: () => Promise.resolve(() => {}),
  });
  window.addEventListener("keydown", onkeydown);
});
afterEach(() => {
  cleanup();
  setPrivacy(false);
  window.removeEventListener("keydown", onkeydown);
  goto.mockClear();
  invalidate.mockClear();
});

async function data(params: Params, query = "") {
  const depends = vi.fn();
  const event = { params, url: new URL(`http://localhost/x${query}`), depends } as never;
  const loads = [loadList, loadRows, loadDone, loadTask, loadTab];
  const parts = await Promise.all(loads.map((load) => load(event)));
  const frame = { connections: [], settings: { columns: {} }, taskCounts: { c1: 5 } };
  return { depends, data: Object.assign(frame, ...parts) as never };
}

async function open(params: Params, query = "") {
  const loaded = await data(params, query);
  return render(Page, { data: loaded.data, params: params as never });
}

const here: Params = { connection: "c1", list: "working" };
const responses: Params = { ...here, task: "7", tab: "responses" };

describe("reading", () => {
  it("asks_for_the_page_and_the_filter_of_the_address", async () => {
    const { depends } = await data(here, "?page=3&q=zjfx");
    expect(asked("list_tasks")).toEqual([
      { connection: "c1", list: "done", page: 1, filter: "" },
      { connection: "c1", list: "working", page: 3, filter: "zjfx" },
    ]);
    expect(new Set(depends.mock.calls.flat())).toEqual(
      new Set(["app:tasks/c1", "app:progress/c1", "app:drafts"]),
    );
  });

  it("a_task_depends_on_its_own_tag_and_the_outbox", async () => {
    const { depends } = await data({ ...here, task: "7/8" });
    expect(depends.mock.calls.flat()).toContain("app:task/c1/7/8");
    expect(depends.mock.calls.flat()).toContain("app:outbox");
  });

  it("what_cannot_be_asked_for_is_a_problem_on_the_page_not_a_lost_page", async () => {
    answers["get_task"] = () => {
      throw new CallError({ code: "not_found" });
    };
    await open(responses);
    expect(screen.getByRole("heading", { name: "它已经不在了" })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: /消防演习/ })).toBeInTheDocument();
  });
});

describe("what_leads_elsewhere", () => {
  it("the_task_that_is_followed_up_opens_in_the_list_that_it_is_in", async () => {
    const link = {
      title: "珠江防汛",
      task: "6",
      draft: null,
      unsettled: false,
      whom: "unread",
      people: 9,
      created_at: NOW,
    };
    answers["get_task_links"] = () => ({
      follows: { ...link, list: "done" },
      followed_by: [{ ...link, task: "9", title: "再次集结", list: null }],
    });
    await open({ ...here, list: "done", task: "7" });
    const href = (name: string): string | null =>
      screen.getByRole("link", { name }).getAttribute("href");
    expect(href("珠江防汛")).toBe("/c/c1/tasks/done/6");
    // Not seen in any list yet: it is new.
    expect(href("再次集结")).toBe("/c/c1/tasks/working/9");
  });

  it("the_list_is_copied_as_it_is_exported", async () => {
    answers["copy_table"] = () => ({ text: "主题\n", rows: 1, total: 1, masked: false });
    await open(here);
    await userEvent.click(screen.getByRole("button", { name: "导出列表" }));
    (await screen.findByText("复制全部")).click();
    await waitFor(() =>
      expect(asked("copy_table")[0]).toMatchObject({
        listing: { kind: "tasks", connection: "c1", list: "working", filter: "" },
      }),
    );
  });
});

describe("being_kept_fresh", () => {
  const lists = [
    { kind: "tasks", connection: "c1", list: "working", page: 1 },
    { kind: "tasks", connection: "c1", list: "done", page: 1 },
  ];

  it("the_core_hears_what_is_on_screen_and_when_it_no_longer_is", async () => {
    const { unmount } = await open(responses);
    await waitFor(() =>
      expect(asked("watch").at(-1)).toEqual({
        targets: [
          ...lists,
          { kind: "task", connection: "c1", task: "7" },
          { kind: "responses", connection: "c1", task: "7" },
        ],
        visible: true,
      }),
    );
    unmount();
    await waitFor(() => expect(asked("watch").at(-1)).toEqual({ targets: [], visible: true }));
  });

  it("without_a_task_only_the_lists_are_watched", async () => {
    await open(here);
    await waitFor(() => expect(asked("watch").at(-1)).toEqual({ targets: lists, visible: true }));
  });

  it("r_asks_for_everything_on_screen_once", async () => {
    await open(responses);
    await userEvent.keyboard("r");
    await waitFor(() => expect(asked("refresh")).toHaveLength(4));
    await waitFor(() => expect(invalidate).toHaveBeenCalledWith("app:task/c1/7"));
  });
});

describe("keys", () => {
  it("n_publishes", async () => {
    await open(here);
    await userEvent.keyboard("n");
    expect(goto).toHaveBeenCalledWith("/c/c1/tasks/new");
  });

  it("f_and_slash_go_to_the_filter_and_typing_there_is_typing", async () => {
    await open(here);
    await userEvent.keyboard("/");
    const filter = screen.getByRole("textbox", { name: "筛选任务" });
    expect(filter).toHaveFocus();
    await userEvent.keyboard("nr");
    expect(filter).toHaveValue("nr");
    expect(asked("refresh")).toEqual([]);
    expect(goto).toHaveBeenLastCalledWith(
      "/c/c1/tasks/working?q=nr",
      expect.objectContaining({ replaceState: true, keepFocus: true }),
    );
  });

  it("p_prints_the_open_task_also_where_the_list_came_after_it", async () => {
    const task = { ...here, task: "7" };
    const rows = answers["list_tasks"];
    answers["list_tasks"] = () => read({ page: 1, total_pages: 1, total: 0, rows: [] });
    const { rerender } = await open(task);
    answers["list_tasks"] = rows as never;
    await rerender({ data: (await data(task)).data });
    await userEvent.keyboard("p");
    expect(goto).toHaveBeenLastCalledWith("/print/facts/c1/7", expect.anything());
  });

  it("escape_goes_back_to_the_list", async () => {
    await open(responses, "?page=2");
    await userEvent.keyboard("{Escape}");
    expect(goto).toHaveBeenLastCalledWith("/c/c1/tasks/working?page=2", expect.anything());
  });
});

describe("acts", () => {
  const done = { kind: "finish_task", connection: "c1", task: "7", state: "confirmed" };
  const ended = () => ({ offset: 0, total: 1, rows: [{ id: "o1", ...done, changed_at: NOW }] });

  it("ending_goes_through_the_dialog_and_then_to_the_outbox", async () => {
    await open(responses);
    await userEvent.click(screen.getByRole("button", { name: "结束任务" }));
    expect(asked("finish_task")).toEqual([]);
    const dialog = await screen.findByRole("dialog");
    expect(asked("refresh")).toEqual([
      { target: { kind: "responses", connection: "c1", task: "7" } },
    ]);
    await userEvent.click(within(dialog).getByRole("button", { name: "结束任务" }));
    expect(asked("finish_task")).toEqual([{ connection: "c1", task: "7" }]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(invalidate).toHaveBeenCalledWith("app:outbox");
  });

  it("a_confirmed_ending_is_read_back_once_and_not_offered_again_meanwhile", async () => {
    answers["list_outbox"] = ended;
    const { rerender } = await open(responses);
    await waitFor(() => expect(asked("refresh")).toHaveLength(4));
    expect(screen.queryByRole("button", { name: "结束任务" })).toBeNull();
    const again = await data(responses);
    await rerender({ data: again.data });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked("refresh")).toHaveLength(4);
  });

  it("a_confirmed_ending_is_read_back_after_a_refresh_that_was_under_way", async () => {
    let arrive = (): void => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    answers["refresh"] = () => arrived;
    const { rerender } = await open(responses);
    await userEvent.keyboard("r");
    await waitFor(() => expect(asked("refresh")).toHaveLength(4));
    answers["list_outbox"] = ended;
    await rerender({ data: (await data(responses)).data });
    arrive();
    await waitFor(() => expect(asked("refresh")).toHaveLength(8));
  });

  it("an_ending_that_was_not_taken_keeps_the_dialog_and_says_why", async () => {
    answers["finish_task"] = () => {
      throw new CallError({ code: "storage" });
    };
    await open(responses);
    await userEvent.click(screen.getByRole("button", { name: "结束任务" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "结束任务" }));
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("磁盘已满或无法写入");
  });

  it("a_question_about_one_task_is_not_asked_about_the_next", async () => {
    const { rerender } = await open(responses);
    await userEvent.click(screen.getByRole("button", { name: "结束任务" }));
    await screen.findByRole("dialog");
    const next: Params = { ...responses, task: "8" };
    await rerender({ data: (await data(next)).data, params: next as never });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await rerender({ data: (await data(responses)).data, params: responses as never });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("publishing_again_goes_to_the_draft", async () => {
    answers["draft_from_task"] = () => ({ id: "d9", fields: { detail: "带好装备" } });
    await open(responses);
    await userEvent.click(screen.getByRole("button", { name: "再发一次" }));
    await waitFor(() => expect(goto).toHaveBeenCalledWith("/c/c1/tasks/new?draft=d9"));
  });

  it("publishing_again_is_about_the_task_it_was_pressed_on_and_takes_nobody_away", async () => {
    let arrive = (): void => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    answers["refresh"] = () => arrived;
    answers["draft_from_task"] = () => ({ id: "d9", fields: { detail: "带好装备" } });
    const done = vi.spyOn(toast, "done");
    const { rerender } = await open(responses);
    await userEvent.click(screen.getByRole("button", { name: "再发一次" }));
    const next: Params = { ...responses, task: "8" };
    await rerender({ data: (await data(next)).data, params: next as never });
    arrive();
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(asked("draft_from_task")).toEqual([{ connection: "c1", task: "7" }]);
    expect(goto).not.toHaveBeenCalled();
    done.mock.calls[0]?.[1]?.action?.onclick();
    expect(goto).toHaveBeenCalledWith("/c/c1/tasks/new?draft=d9");
  });

  it("in_privacy_mode_a_number_that_cannot_be_dialled_is_copied_and_not_shown", async () => {
    setPrivacy(true);
    const person = {
      soldier: "1",
      name: "陈嘉树",
      phone: "10000002201",
      office: "昌岗街",
      status: "unread",
      responded_at: null,
      note: null,
      habit: null,
    };
    answers["list_responses"] = () => read({ offset: 0, total: 1, rows: [person] });
    answers["dial_person"] = () => {
      throw new CallError({ code: "no_program" });
    };
    const done = vi.spyOn(toast, "done");
    const user = userEvent.setup();
    await open(responses);
    await user.click(await screen.findByRole("button", { name: "拨打陈嘉树的电话" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(await navigator.clipboard.readText()).toBe("10000002201");
    expect(JSON.stringify(done.mock.calls)).not.toContain("2201");
  });

  it("another_tab_keeps_the_place_in_the_list", async () => {
    await open(responses, "?q=zj&page=2");
    await userEvent.click(screen.getByRole("tab", { name: "集合" }));
    expect(goto).toHaveBeenLastCalledWith(
      "/c/c1/tasks/working/7/check-ins?q=zj&page=2",
      expect.anything(),
    );
  });

  it("a_draft_is_deleted_by_its_id", async () => {
    await open(here);
    await userEvent.click(screen.getByRole("button", { name: "删除草稿“台风”" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "删除草稿" }));
    await waitFor(() => expect(asked("delete_draft")).toEqual([{ draft: "d1" }]));
    expect(invalidate).toHaveBeenCalledWith("app:drafts");
  });

  it("rows_are_asked_of_the_task_that_is_open", async () => {
    await open(responses);
    await waitFor(() =>
      expect(asked("list_responses")[0]).toEqual(
        expect.objectContaining({ connection: "c1", task: "7", offset: 0, limit: 100 }),
      ),
    );
  });
});
