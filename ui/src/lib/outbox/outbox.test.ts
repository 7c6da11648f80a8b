import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type { EffectSearch, OutboxView } from "$lib/ipc/bindings";

import { byDay } from "./days";
import { draftHref } from "./links";
import OutboxCard from "./OutboxCard.svelte";
import { explain, stateWord } from "./state";
import { aWrite } from "./testing";

const NOW = Date.now();
const entry = aWrite({
  people: 139,
  created_at: NOW,
  changed_at: NOW,
  send_at: NOW + 60_000,
});
const search = (readings: number, ...found: string[]): EffectSearch => ({
  searched_at: NOW,
  readings,
  found: found.map((id) => ({ id, title: `任务 ${id}`, launched_at: NOW })),
});
const callbacks = () => ({
  ontakeback: vi.fn(),
  onsendnow: vi.fn(),
  onsearch: vi.fn(),
  onsettle: vi.fn(),
  onresults: vi.fn(),
});

describe("explain", () => {
  it("queued_it_can_be_taken_back_and_says_when_it_leaves", () => {
    expect(explain({ ...entry, send_at: NOW + 8000 }, NOW)).toContain("8 秒后发出");
    // Its time has come, and nothing stands in its way.
    expect(explain({ ...entry, send_at: NOW }, NOW)).toBe("马上发出，现在还可以撤回。");
    expect(explain({ ...entry, problem: { code: "unreachable" } }, NOW)).toContain(
      "没有发出任何内容",
    );
    const held = { ...entry, problem: { code: "not_signed_in", connection: "c1" } } as const;
    expect(explain(held, NOW)).toContain("重新登录后发出");
  });

  it("unknown_never_claims_to_be_sent_again", () => {
    const unknown = { ...entry, state: "unknown" } as const;
    expect(explain(unknown, NOW)).toContain("不会自动重发");
    expect(explain({ ...unknown, search: search(1) }, NOW)).toContain("过一会儿再读一遍");
    expect(explain({ ...unknown, search: search(2) }, NOW)).toContain("没有找到");
    expect(explain({ ...unknown, search: search(2, "7", "8") }, NOW)).toContain("找到 2 项");
  });

  it("confirmed_by_reading_and_confirmed_by_the_server_are_told_apart", () => {
    const confirmed = { ...entry, state: "confirmed" } as const;
    expect(explain({ ...confirmed, search: search(1, "7") }, NOW)).toBe("服务器已确认。");
    expect(explain({ ...confirmed, search: search(2, "7") }, NOW)).toContain(
      "在服务器的列表里找到了它",
    );
  });

  it("a_refusal_says_that_nothing_changed_only_once_it_was_read_back", () => {
    const rejected = { ...entry, state: "rejected" } as const;
    expect(explain(rejected, NOW)).not.toContain("没有改动");
    expect(explain({ ...rejected, search: search(2) }, NOW)).toContain("没有改动");
  });

  it("taken_back_not_sent_given_up_and_not_done_are_told_apart", () => {
    const back = { ...entry, state: "taken_back" } as const;
    expect(stateWord(back)).toBe("已撤回");
    const neverLeft = { ...back, problem: { code: "unreachable" } } as const;
    expect(stateWord(neverLeft)).toBe("未发出");
    expect(explain(neverLeft, NOW)).toBe("没有发出，草稿原样保留。");
    // There is no draft of an ending.
    expect(explain({ ...back, kind: "finish_task" }, NOW)).not.toContain("草稿");
    expect(stateWord({ ...back, search: search(2) })).toBe("未到达");
    // The user's verdict before any reading.
    const verdict = { ...back, kind: "finish_task", search: search(0) } as const;
    expect(stateWord(verdict)).toBe("未到达");
    expect(explain(verdict, NOW)).toContain("你已认定");
    expect(stateWord({ ...back, kind: "finish_task", search: search(2) })).toBe("未执行");
    expect(explain({ ...back, kind: "finish_task", search: search(2) }, NOW)).toContain(
      "任务没有结束",
    );
  });

  it("what_is_done_to_a_mission_has_no_draft_and_a_reminder_is_not_looked_for", () => {
    const back = { ...entry, state: "taken_back", kind: "revert_mission" } as const;
    expect(explain(back, NOW)).toContain("什么都没有改变");
    expect(explain({ ...back, search: search(0) }, NOW)).toContain("你已认定");
    const undone = { ...back, search: search(2) };
    expect([stateWord(undone), explain(undone, NOW)]).toEqual([
      "未执行",
      "读回来看，它没有生效；需要时再做一次。",
    ]);
    const reminder = { ...entry, state: "unknown", kind: "remind_mission" } as const;
    expect(explain(reminder, NOW)).toContain("请你来判断");
    const affair = { kind: "mission", mission: "26" } as const;
    const untold = { ...entry, state: "unknown", kind: "revert_mission", affair } as const;
    expect(explain({ ...untold, search: search(1) }, NOW)).toContain("过一会儿再读一遍");
    expect(explain({ ...untold, search: search(2) }, NOW)).toContain("服务器没有告诉结果");
    const nobody = { ...reminder, state: "confirmed", said: "没有人需要提醒" } as const;
    expect(explain(nobody, NOW)).toBe("服务器答复：没有人需要提醒");
    const half = {
      ...entry,
      state: "confirmed",
      kind: "publish_mission",
      parts_missing: 2,
    } as const;
    expect(explain(half, NOW)).toContain("少了 2 项子任务");
  });
});

describe("OutboxCard", () => {
  it("while_it_counts_down_it_can_be_taken_back_or_sent", async () => {
    const on = callbacks();
    render(OutboxCard, { entry, ...on });
    await userEvent.click(screen.getByRole("button", { name: "立即发出" }));
    await userEvent.click(screen.getByRole("button", { name: "撤回" }));
    expect(on.onsendnow).toHaveBeenCalledOnce();
    expect(on.ontakeback).toHaveBeenCalledOnce();
  });

  it("busy_it_acts_no_second_time", async () => {
    const on = callbacks();
    render(OutboxCard, { entry, busy: true, ...on });
    await userEvent.click(screen.getByRole("button", { name: "撤回" }));
    expect(on.ontakeback).not.toHaveBeenCalled();
  });

  it("one_of_several_matches_can_be_named", async () => {
    const on = callbacks();
    render(OutboxCard, {
      entry: { ...entry, state: "unknown", search: search(2, "7", "8") },
      ...on,
    });
    expect(screen.getByRole("link", { name: "任务 8" })).toHaveAttribute(
      "href",
      "/c/c1/tasks/working/8",
    );
    await userEvent.click(screen.getAllByRole("button", { name: "就是它" })[1] as HTMLElement);
    expect(on.onsettle).toHaveBeenCalledExactlyOnceWith("8");
  });

  it("it_cannot_be_given_up_before_the_lists_were_read_twice", () => {
    const unknown = { ...entry, state: "unknown" } as const;
    const { unmount } = render(OutboxCard, {
      entry: { ...unknown, search: search(1) },
      ...callbacks(),
    });
    expect(screen.queryByRole("button", { name: "没有到达" })).toBeNull();
    unmount();
    render(OutboxCard, { entry: { ...unknown, search: search(2) }, ...callbacks() });
    expect(screen.getByRole("button", { name: "没有到达" })).toBeInTheDocument();
  });

  it("meant_for_another_account_it_says_so_and_offers_nothing_that_asks_this_one", () => {
    const away = {
      ...entry,
      state: "unknown",
      elsewhere: { server: "https://muster.test", account: "commander" },
      search: search(1, "7"),
    } as const;
    expect(explain(away, NOW)).toContain("commander @ https://muster.test");
    expect(explain({ ...away, elsewhere: { server: "", account: "" } }, NOW)).toContain("没有记下");
    render(OutboxCard, { entry: away, ...callbacks() });
    expect(screen.queryByRole("button", { name: "再核对一次" })).toBeNull();
    expect(screen.queryByRole("button", { name: "就是它" })).toBeNull();
    expect(screen.getByRole("button", { name: "没有到达" })).toBeInTheDocument();
  });

  it("settled_it_offers_nothing_that_sends", () => {
    for (const state of ["confirmed", "rejected", "taken_back", "sending"] as const) {
      const { unmount } = render(OutboxCard, { entry: { ...entry, state }, ...callbacks() });
      expect(screen.queryByRole("button")).toBeNull();
      unmount();
    }
  });
});

describe("a write to quests", () => {
  it("opens_the_quest_and_not_one_that_is_deleted", () => {
    const done = { ...entry, kind: "accept_quest", state: "confirmed", quest: "7" } as const;
    const { unmount } = render(OutboxCard, { entry: done, ...callbacks() });
    expect(screen.getByRole("link", { name: "打开任务" })).toHaveAttribute(
      "href",
      "/c/c1/quests/7",
    );
    unmount();
    render(OutboxCard, { entry: { ...done, kind: "delete_quest" }, ...callbacks() });
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("that_names_several_shows_what_became_of_each", async () => {
    const on = callbacks();
    const batch: OutboxView = {
      ...entry,
      kind: "claim_quests",
      state: "confirmed",
      outcome: { kind: "batch", done: 1, refused: 1, rewards: [] },
    };
    render(OutboxCard, { entry: batch, ...on });
    await userEvent.click(screen.getByRole("button", { name: "每项的结果" }));
    expect(on.onresults).toHaveBeenCalledOnce();
  });

  it("that_waits_for_a_password_leads_to_where_it_is_entered", () => {
    const held = { ...entry, problem: { code: "password_needed", connection: "c1" } } as const;
    render(OutboxCard, { entry: held, ...callbacks() });
    expect(screen.getByRole("link", { name: "输入密码" })).toHaveAttribute(
      "href",
      "/connections?sign-in=c1",
    );
  });
});

it("activities_are_grouped_by_the_day_in_beijing", () => {
  const at = (time: string) => ({
    at: Date.parse(time),
    connection: null,
    what: "signed_in" as const,
    subject: "",
  });
  const days = byDay([
    at("2026-11-23T16:30:00Z"),
    at("2026-11-23T16:00:00Z"),
    at("2026-11-23T15:59:00Z"),
  ]);
  expect(days.map((day) => day.rows.length)).toEqual([2, 1]);
});

describe("the draft of an entry", () => {
  it("can_be_opened_once_the_entry_gave_it_back", () => {
    const rejected = { ...entry, state: "rejected", draft: "d1" } as const;
    const { unmount } = render(OutboxCard, { entry: rejected, ...callbacks() });
    expect(screen.getByRole("link", { name: "打开草稿" })).toHaveAttribute(
      "href",
      "/c/c1/tasks/new?draft=d1",
    );
    unmount();
    for (const [kind, path] of [
      ["publish_mission", "missions"],
      ["publish_meeting", "meetings"],
      ["create_quest", "quests"],
      ["update_quest", "quests"],
    ] as const)
      expect(draftHref({ ...rejected, kind })).toBe(`/c/c1/${path}/new?draft=d1`);
    render(OutboxCard, { entry: { ...rejected, draft: null }, ...callbacks() });
    expect(screen.queryByRole("link", { name: "打开草稿" })).toBeNull();
  });
});
