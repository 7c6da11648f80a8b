import { afterEach, expect, it, vi } from "vitest";

import { setLocale } from "$lib/i18n";
import { pageActs } from "$lib/palette/acts";
import { matching } from "$lib/palette/entries";

import { taskActs, type TaskActs } from "./acts";

afterEach(() => setLocale("zh-CN"));

function task(over: Partial<TaskActs> = {}): TaskActs {
  return {
    title: "珠江防汛",
    tab: "responses",
    ontab: vi.fn(),
    onagain: vi.fn(),
    onwall: vi.fn(),
    onfinish: vi.fn(),
    followUps: [{ id: "unread", label: "向未读者补发（9 人）", onselect: vi.fn() }],
    ...over,
  };
}
const first = (of: TaskActs, query: string): string | undefined =>
  matching(pageActs({}, taskActs(of)), query)[0]?.id;

it("an_open_task_is_worked_from_the_palette_in_either_language", () => {
  for (const [query, id] of [
    ["结束", "finish"],
    ["end", "finish"],
    ["再发", "again"],
    ["again", "again"],
    ["追加", "follow-up-unread"],
    ["follow", "follow-up-unread"],
    ["大屏", "wall"],
    ["wall", "wall"],
    ["地图", "tab-map"],
    ["dt", "tab-map"],
    ["check", "tab-check-ins"],
  ])
    expect(first(task(), query ?? ""), query).toBe(`act-${id}`);
  setLocale("en");
  expect(first(task(), "end")).toBe("act-finish");
});

it("what_cannot_be_done_and_the_tab_in_view_are_not_offered", () => {
  const ids = taskActs(task({ onfinish: undefined, followUps: [] })).map(({ id }) => id);
  expect(ids).not.toContain("finish");
  expect(ids).not.toContain("tab-responses");
  expect(ids.some((id) => id.startsWith("follow-up"))).toBe(false);
});

it("each_does_what_it_says_and_names_its_task", () => {
  const of = task();
  const acts = taskActs(of);
  for (const act of acts) act.run();
  expect(of.ontab).toHaveBeenCalledTimes(4);
  for (const done of [of.onagain, of.onwall, of.onfinish, of.followUps[0]?.onselect])
    expect(done).toHaveBeenCalledOnce();
  expect(acts.every(({ hint }) => hint === "珠江防汛")).toBe(true);
});
