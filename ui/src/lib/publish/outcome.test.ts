import { expect, it } from "vitest";

import { outcomeOf, searchText } from "./outcome";
import { anEntry, NOW } from "./testing";

it("every stage has its own words", () => {
  const stages = [
    "waiting",
    "held",
    "sending",
    "confirmed",
    "rejected",
    "unknown",
    "taken_back",
  ] as const;
  const titles = stages.map((stage) => outcomeOf(stage, anEntry(), NOW).title);
  expect(new Set(titles).size).toBe(stages.length);
  expect(outcomeOf("confirmed", anEntry(), NOW).text).toContain("139");
});

it("says what was done to find an uncertain call-out, and what it found", () => {
  const search = (readings: number, titles: string[]): string =>
    searchText(
      anEntry({
        state: "unknown",
        search: {
          searched_at: NOW,
          readings,
          found: titles.map((title, i) => ({ id: String(i), title, launched_at: null })),
        },
      }),
    );
  expect(searchText(anEntry({ state: "unknown" }))).toContain("已读 0 遍");
  expect(search(1, [])).toContain("已读 1 遍");
  expect(search(2, [])).toContain("没有找到");
  expect(search(2, ["防汛"])).toContain("“防汛”");
  expect(search(2, ["防汛", "防汛"])).toContain("2 个");
});

it("tells who took it back", () => {
  const back = (more: Parameters<typeof anEntry>[0]): string =>
    outcomeOf("taken_back", anEntry({ state: "taken_back", ...more }), NOW).title;
  expect(back({})).toBe("已撤回");
  expect(back({ problem: { code: "unreachable" } })).toBe("没有发出，已回到草稿");
  expect(back({ search: { searched_at: NOW, readings: 2, found: [] } })).toBe("已认定没有发出");
});
