import { afterEach, describe, expect, it } from "vitest";

import { setLocale } from "$lib/i18n";
import type { MissionRow, MissionView } from "$lib/ipc/bindings";
import { readNow } from "$lib/clubs/testing";

import { missionHeads } from "./board";
import { choiceOf, withChoice } from "./choice";
import { partsText } from "./people";
import { question } from "./question";
import { dueText, figuresText, missionBar, missionState, rowLines, unfinishedOf } from "./state";

afterEach(() => setLocale("zh-CN"));

const NOW = Date.parse("2026-03-18T09:00:00+08:00");
const HOUR = 3_600_000;
const figures = { confirmed: 12, unconfirmed: 8, finished: 5, unfinished: 15 };
const unknown = { confirmed: null, unconfirmed: null, finished: null, unfinished: null };
const summary: MissionRow = {
  id: "26",
  content: "扫大街",
  club: { id: "31", name: "灯塔社", avatar_url: null },
  published_at: NOW - HOUR,
  deadline: NOW + 3 * HOUR,
  status: "active",
  figures,
  has_parts: false,
  parts: 0,
  unit: null,
};
const view: MissionView = {
  id: "26",
  content: "扫大街",
  club: summary.club,
  published_at: NOW - HOUR,
  deadline: NOW + 3 * HOUR,
  status: "active",
  board: {
    people: 20,
    shares: 20,
    ...figures,
    disagreements: [{ figure: "finished", rows: 5, server: 7 }],
  },
  parts: [],
  unlisted_parts: 0,
  to_confirm: 8,
  to_finish: 15,
  confirm_reminded_at: null,
  finish_reminded_at: NOW - 60_000,
};
const read = { ...readNow(view), fetched_at: NOW };

describe("the state of a mission", () => {
  const state = (change: Partial<MissionRow>, unfinished: number | null = 15): string =>
    missionState({ ...summary, ...change }, unfinished, NOW).label;

  it("follows_the_deadline_by_the_servers_clock_where_the_server_says_nothing_else", () => {
    expect(state({})).toBe("进行中");
    expect(state({ deadline: NOW })).toBe("已截止");
    expect(state({ status: null, deadline: null })).toBe("进行中");
    expect(state({ status: "expired" })).toBe("已截止");
  });

  it("is_finished_once_everybody_is_and_taken_back_whatever_else", () => {
    expect(state({ deadline: NOW - HOUR }, 0)).toBe("全部完成");
    expect(state({ status: "revoked" }, 0)).toBe("已撤销");
    expect(unfinishedOf({ ...figures, finished: 0, unfinished: 0 })).toBeNull();
    expect(unfinishedOf({ ...figures, finished: 3, unfinished: 0 })).toBe(0);
  });
});

describe("a row", () => {
  it("says_how_many_confirmed_and_finished_and_how_long_is_left", () => {
    expect(figuresText(figures)).toBe("确认 12 / 20 · 完成 5 / 20");
    expect(figuresText(figures, "people")).toBe("确认 12 / 20 · 完成 5 / 20");
    expect(figuresText(figures, "shares")).toBe("确认 12 / 20 份 · 完成 5 / 20 份");
    expect(rowLines(summary, NOW)).toEqual({
      where: "12:00 截止 · 灯塔社",
      then: "还有 3 小时",
    });
    expect(missionBar(figures)).toMatchObject({ finished: 5, under: 7, total: 20 });
  });

  it("claims_nothing_that_the_server_does_not_tell", () => {
    expect(figuresText(unknown)).toBe("");
    expect(missionBar(unknown)).toBeNull();
    expect(figuresText({ ...unknown, confirmed: 1, unconfirmed: 2 })).toBe("确认 1 / 3");
    expect(rowLines({ ...summary, deadline: NOW - 1 }, NOW).then).toBe("");
    expect(rowLines({ ...summary, status: "revoked" }, NOW).then, "nobody waits").toBe("");
    expect(dueText(NOW + HOUR, NOW)).toContain("还有 1 小时");
    expect(dueText(NOW + HOUR, NOW, false)).not.toContain("还有");
  });

  it("says_that_it_counts_shares_whichever_half_the_server_tells", () => {
    const half = { ...unknown, finished: 3, unfinished: 1 };
    expect(figuresText(half, "shares")).toBe("完成 3 / 4 份");
    setLocale("en");
    expect(figuresText(half, "shares")).toBe("shares finished 3 / 4");
    expect(figuresText({ ...unknown, confirmed: 3, unconfirmed: 1 }, "shares")).toBe(
      "shares confirmed 3 / 4",
    );
  });
});

it("a_figure_on_which_the_server_differs_says_so", () => {
  const heads = missionHeads(view.board, true);
  expect(heads.map(({ id, value }) => [id, value])).toEqual([
    ["people", "20"],
    ["confirmed", "12"],
    ["unconfirmed", "8"],
    ["finished", "5"],
    ["unfinished", "15"],
  ]);
  expect(heads.find(({ id }) => id === "finished")?.note).toBe("服务器称 7");
  expect(missionHeads(view.board, false).every(({ share }) => share === "")).toBe(true);
});

describe("the question before an act", () => {
  it("says_how_many_a_reminder_reaches_and_when_the_last_went_out", () => {
    const asked = question("confirm", read, NOW);
    expect(asked).toMatchObject({ reach: "8 人会收到提醒", idle: false, warning: "" });
    expect(asked.means).toEqual(["还没有从这里提醒过。"]);
    expect(question("finish", read, NOW).warning).toContain("5 分钟");
    expect(question("finish", read, NOW + HOUR).warning).toBe("");
  });

  it("offers_nothing_where_nobody_is_left_to_remind", () => {
    const nobody = { ...read, value: { ...view, to_confirm: 0 } };
    expect(question("confirm", nobody, NOW)).toMatchObject({
      reach: "没有人需要提醒，所有人都已确认。",
      idle: true,
    });
  });

  it("says_what_is_lost_when_a_mission_is_taken_back", () => {
    const asked = question("revert", read, NOW);
    expect(asked).toMatchObject({ reach: "任务交给了 20 人", danger: true });
    expect(asked.warning).toContain("5 人完成");
  });
});

it("what_somebody_was_given_is_listed_as_the_language_lists_things", () => {
  expect(partsText(["布置会场", " "])).toBe("布置会场、（没有内容）");
  setLocale("en");
  expect(partsText(["Move tables", "Posters"])).toBe("Move tables, Posters");
});

it("the_people_that_are_shown_are_part_of_the_address", () => {
  const url = new URL("http://m/c/c1/missions/26?q=a&waiting=finish&part=7");
  expect(choiceOf(url.searchParams)).toEqual({ part: "7", waitedFor: "finish" });
  expect(choiceOf(new URLSearchParams("waiting=soon"))).toEqual({ part: null, waitedFor: null });
  expect(withChoice(url, { part: null, waitedFor: "confirm" })).toBe(
    "/c/c1/missions/26?q=a&waiting=confirm",
  );
});
