import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { setLocale } from "$lib/i18n";
import type { Matter, Notice, OutboxView, UnreadNotices } from "$lib/ipc/bindings";
import { aWrite } from "$lib/outbox/testing";
import WriteState from "$lib/outbox/WriteState.svelte";

import { Arrivals } from "./arrivals";
import { hrefOf, sentenceOf, titleOf, weightOf } from "./matter";
import NoticeList from "./NoticeList.svelte";

/** 12:48 in Beijing. */
const NOW = Date.UTC(2026, 10, 23, 4, 48);
const MINUTE = 60_000;
const TASK = { task: "7", title: "珠江防汛" };

function notice(matter: Matter, over: Partial<Notice> = {}): Notice {
  return {
    id: "1",
    at: NOW,
    read: false,
    connection: "c1",
    connection_name: "海珠人武部",
    matter,
    ...over,
  };
}

const tally = (accepted: number, refused: number, other = 0) => ({
  notified: 40,
  accepted,
  refused,
  other,
});
const answers: Matter = {
  kind: "responses",
  ...TASK,
  before: tally(3, 1),
  now: tally(12, 4),
};
const short: Matter = {
  kind: "shortfall",
  ...TASK,
  minutes: 15,
  gather_at: NOW + 12 * MINUTE,
  accepted: 18,
  wanted: 30,
  as_of: NOW - MINUTE,
  expected: { low: 20, high: 26 },
};
const write = (what: "publish_task" | "finish_task", ending: "unknown" | "found"): Matter => ({
  kind: "write",
  entry: "e 1",
  title: "珠江防汛",
  what,
  ending,
});

const queued = (id: string): OutboxView =>
  aWrite({
    id,
    connection_name: "农场",
    kind: "accept_quest",
    title: "浇灌菜园",
    attempts: 1,
    quest: "7",
  });

afterEach(() => setLocale("zh-CN"));

describe("what a notice says", () => {
  const says = (matter: Matter): string => sentenceOf(notice(matter), NOW);

  it("answers_are_counted_from_where_the_group_began", () => {
    expect(says(answers)).toBe("12 人新应答：9 人接受，3 人拒绝。现在共 12 人接受，24 人未读。");
    expect(says({ ...answers, before: tally(5, 0), now: tally(4, 1) })).toBe(
      "1 人新应答：1 人拒绝。现在共 4 人接受，35 人未读。",
    );
    expect(says({ ...answers, before: tally(0, 0), now: tally(0, 0, 2) })).toContain(
      "2 人新应答：2 人另有应答",
    );
    setLocale("en");
    expect(says({ ...answers, before: tally(11, 4) })).toBe(
      "1 new answer: 1 accepted. 12 have accepted by now, 24 are unread.",
    );
  });

  it("a_lack_of_people_says_how_many_and_how_old_that_is", () => {
    expect(says(short)).toBe("还差 12 人：18 人接受，需要 30 人。13:00 集合。预计到时 20–26 人。");
    expect(says({ ...short, as_of: NOW - 30 * MINUTE, expected: null })).toBe(
      "还差 12 人：18 人接受，需要 30 人。13:00 集合。应答数据截至 12:18。",
    );
  });

  it("who_works_at_something_else_is_told_in_brief", () => {
    expect(sentenceOf(notice(short), NOW, true)).toBe(
      "还差 12 人：18 人接受，需要 30 人。13:00 集合。",
    );
    expect(sentenceOf(notice(answers), NOW, true)).toBe("12 人新应答：9 人接受，3 人拒绝。");
  });

  it("a_write_says_how_it_ended", () => {
    expect(says(write("publish_task", "unknown"))).toContain("结果不明");
    expect(says(write("finish_task", "found"))).toContain("任务已经结束");
  });

  it("the_title_is_the_task_or_the_connection", () => {
    expect(titleOf(notice(short))).toBe("珠江防汛");
    expect(titleOf(notice({ kind: "session_ended" }))).toBe("海珠人武部");
  });

  it("what_must_be_acted_on_weighs_most", () => {
    expect(
      [short, write("publish_task", "unknown"), write("publish_task", "found"), answers].map(
        weightOf,
      ),
    ).toEqual(["urgent", "urgent", "good", "plain"]);
  });
});

it("a_notice_leads_to_where_one_acts_on_it", () => {
  expect(hrefOf(notice(answers))).toBe("/c/c1/tasks/working/7/responses");
  expect(hrefOf(notice(write("publish_task", "unknown")))).toBe("/outbox#entry-e%201");
  expect(hrefOf(notice({ kind: "session_ended" }))).toBe("/connections?sign-in=c1");
  expect(hrefOf(notice({ kind: "deadline_near", ...TASK, finish_at: NOW }))).toBe(
    "/c/c1/tasks/working/7",
  );
  // The connection is gone, or stands for another account.
  expect(hrefOf(notice(answers, { connection: null }))).toBeNull();
});

describe("NoticeList", () => {
  it("days_part_the_lines_and_arrows_move_between_them", async () => {
    const onread = vi.fn();
    const notices = [
      notice(short),
      notice(answers, { id: "2", read: true, at: NOW - 24 * 60 * MINUTE }),
      notice({ kind: "session_ended" }, { id: "3", connection: null, at: NOW - 25 * 60 * MINUTE }),
    ];
    render(NoticeList, { notices, several: true, onread });
    expect(screen.getAllByRole("heading", { level: 2 })).toHaveLength(2);
    const lines = [...screen.getAllByRole("link"), screen.getByRole("button")];
    expect(lines[0]).toHaveAccessibleName(/未读.*珠江防汛.*人数不足/);
    expect(lines[1]).not.toHaveAccessibleName(/^未读/);
    expect(screen.getAllByText("海珠人武部").length).toBeGreaterThan(2);
    lines[0]?.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    expect(lines[2]).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    expect(onread).toHaveBeenCalledExactlyOnceWith(notices[2]);
    await userEvent.keyboard("{ArrowUp}");
    expect(lines[1]).toHaveFocus();
  });
});

describe("Arrivals", () => {
  const unread = (newest: Notice | null, wanted = true): UnreadNotices => ({
    unread: newest ? 1 : 0,
    urgent: 0,
    newest,
    wanted,
  });
  const reader = { path: "/activity", looks: true };
  const later = (minutes: number): Notice => notice(answers, { at: NOW + minutes * MINUTE });

  it("what_was_there_is_no_news_and_what_comes_is_shown_once", () => {
    const arrivals = new Arrivals();
    expect(arrivals.next(unread(later(0)), reader)).toBeNull();
    expect(arrivals.next(unread(later(1)), reader)).toEqual(later(1));
    expect(arrivals.next(unread(later(1)), reader)).toBeNull();
    // Read, and then an older one is the newest that is unread.
    expect(arrivals.next(unread(null), reader)).toBeNull();
    expect(arrivals.next(unread(later(0)), reader)).toBeNull();
    arrivals.forget();
    expect(arrivals.next(unread(later(2)), reader)).toBeNull();
  });

  it("nothing_is_shown_where_nobody_looks_or_it_stands_there_already", () => {
    const shown = (wanted: boolean, where: { path: string; looks: boolean }): boolean => {
      const arrivals = new Arrivals();
      arrivals.next(unread(null), where);
      return arrivals.next(unread(later(1), wanted), where) !== null;
    };
    expect(shown(true, reader)).toBe(true);
    expect(shown(false, reader)).toBe(false);
    expect(shown(true, { ...reader, looks: false })).toBe(false);
    expect(shown(true, { ...reader, path: "/inbox" })).toBe(false);
    expect(shown(true, { ...reader, path: "/c/c1/tasks/working/7/responses" })).toBe(false);
    expect(shown(true, { ...reader, path: "/c/c1/tasks/working/8/responses" })).toBe(true);
  });

  it("a_page_that_says_it_itself_is_not_told_again", () => {
    const shown = (matter: Matter, path: string): boolean => {
      const arrivals = new Arrivals();
      arrivals.next(unread(null), { path, looks: true });
      const newest = notice(matter, { at: NOW });
      return arrivals.next(unread(newest), { path, looks: true }) !== null;
    };
    const ended: Matter = { kind: "session_ended" };
    expect(shown(ended, "/c/c1/tasks/working")).toBe(false);
    expect(shown(ended, "/connections")).toBe(false);
    expect(shown(ended, "/c/c2/tasks/working")).toBe(true);
    const unknown = write("publish_task", "unknown");
    expect(shown(unknown, "/c/c1/tasks/new")).toBe(false);
    expect(shown(unknown, "/outbox")).toBe(false);
    expect(shown(unknown, "/c/c1/tasks/working")).toBe(true);
    // A quest, a mission: under its title stands what became of the write.
    const entry = queued("e 1");
    const { unmount } = render(WriteState, { entry });
    expect(shown(unknown, "/c/c1/quests/7")).toBe(false);
    unmount();
    expect(shown(unknown, "/c/c1/quests/7")).toBe(true);
    render(WriteState, { entry: { ...entry, id: "e 2" } });
    expect(shown(unknown, "/c/c1/quests/7")).toBe(true);
  });

  it("whoever_writes_a_call_out_is_told_only_what_is_urgent", () => {
    const shown = (matter: Matter): boolean => {
      const writing = { path: "/c/c2/tasks/new", looks: true };
      const arrivals = new Arrivals();
      arrivals.next(unread(null), writing);
      return arrivals.next(unread(notice(matter)), writing) !== null;
    };
    expect(shown(answers)).toBe(false);
    expect(shown(short)).toBe(true);
  });
});
