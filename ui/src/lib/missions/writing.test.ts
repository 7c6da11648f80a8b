import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type { Circumstances } from "$lib/clubs/facts";
import { aDraftOf, anAround, writingCalls } from "$lib/clubs/testing";
import type { ClubProblem, MissionFields, SavedView } from "$lib/ipc/bindings";
import { beijingNow } from "$lib/publish/quicktimes";
import { aGroup } from "$lib/publish/testing";

import { factsOf } from "./facts";
import { isEmpty, ofClub, reached } from "./people";
import { namedProblem } from "./words";
import WriteMission from "./WriteMission.svelte";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-03-18T09:00:00+08:00");
const fields = (more: Partial<MissionFields> = {}): { kind: "mission" } & MissionFields => ({
  kind: "mission",
  club: "31",
  content: "迎新布置",
  deadline: "2026-03-19 18:00",
  people: ["1"],
  parts: [],
  ...more,
});
const parts = [
  { content: "搬桌椅", people: ["1", "2"] },
  { content: "写海报", people: ["2", "3"] },
];

describe("whom a mission reaches", () => {
  it("is_everybody_of_its_parts_each_once_and_not_who_was_chosen_before_there_were_any", () => {
    expect(reached(fields()).people).toEqual(["1"]);
    expect(reached(fields({ people: ["9"], parts }))).toEqual({
      people: ["1", "2", "3"],
      several: 1,
    });
  });

  it("is_nobody_once_the_club_is_another_and_what_is_to_be_done_stays", () => {
    const other = ofClub("32", fields({ parts }));
    expect(other).toEqual({
      club: "32",
      people: [],
      parts: [
        { content: "搬桌椅", people: [] },
        { content: "写海报", people: [] },
      ],
    });
  });

  it("a_club_alone_is_nothing_to_keep", () => {
    const nothing = fields({ content: " ", deadline: "", people: [] });
    expect(isEmpty(nothing)).toBe(true);
    for (const something of [{ deadline: "明天" }, { people: ["1"] }, { parts }])
      expect(isEmpty({ ...nothing, ...something })).toBe(false);
  });
});

describe("the last look", () => {
  const now: Circumstances = { club: "灯塔社", demo: false, rosterAt: NOW, now: NOW, there: NOW };
  const look = (change: Partial<MissionFields>, more: Partial<Circumstances> = {}) =>
    factsOf(fields(change), { ...now, ...more }, (ids) =>
      Promise.resolve(ids.map((id) => `学生${id}`)),
    );

  it("says_who_gets_what", async () => {
    const facts = await look({ parts });
    expect(facts).toMatchObject({ people: 3, several: 1, club: "灯塔社" });
    expect(facts.parts).toEqual([
      { content: "搬桌椅", people: 2, names: ["学生1", "学生2"] },
      { content: "写海报", people: 2, names: ["学生2", "学生3"] },
    ]);
  });

  it("warns_of_a_deadline_that_is_near_by_the_servers_clock_and_of_an_old_roster", async () => {
    const deadline = beijingNow(NOW + HOUR);
    expect((await look({ deadline })).cautions).toEqual([]);
    expect((await look({ deadline }, { there: NOW + 60_000 })).cautions).toEqual(["soon"]);
    expect((await look({}, { rosterAt: NOW - 25 * HOUR })).cautions).toEqual(["oldRoster"]);
  });
});

it("a_problem_of_a_part_names_it", () => {
  const problem: ClubProblem = { field: "people", part: 1, rule: "nobody" };
  expect(namedProblem(problem)).toBe("子任务 2：还没有选成员");
  expect(namedProblem({ ...problem, part: null })).toBe("还没有选成员");
});

function open(
  typed: Partial<MissionFields> = {},
  problems: ClubProblem[] = [],
  templates: SavedView[] = [],
) {
  const calls = writingCalls();
  const draft = aDraftOf(fields(typed), problems);
  const page = render(WriteMission, { draft, around: anAround({ templates }), calls });
  return { calls, page, user: userEvent.setup({ pointerEventsCheck: 0 }) };
}

it("what_is_in_the_way_shows_when_going_on_is_tried_and_nothing_is_looked_at", async () => {
  const { user } = open({ content: "" }, [{ field: "content", part: null, rule: "missing" }]);
  expect(screen.queryByText("请填写内容")).toBeNull();
  await user.click(screen.getByRole("button", { name: "核对并发布…" }));
  expect(screen.getAllByText("请填写内容")).toHaveLength(2);
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("a_draft_that_is_left_keeps_its_last_words", async () => {
  const { calls, page, user } = open();
  await user.type(screen.getByRole("textbox", { name: /^内容/ }), "！");
  page.unmount();
  expect(calls.left).toHaveBeenCalledWith(expect.objectContaining({ draft: "d1", empty: false }));
  expect(calls.save.mock.lastCall?.[0].content).toBe("迎新布置！");
});

/** Opens the menu of templates: without layout it is never placed, and the keys work. */
async function menu(user: ReturnType<typeof open>["user"]): Promise<void> {
  screen.getByRole("button", { name: "模板" }).focus();
  await user.keyboard("{Enter}");
  await screen.findByText("存为模板…");
}

it("what_is_written_becomes_a_template_once_its_last_words_are_kept", async () => {
  const { calls, user } = open();
  await user.type(screen.getByRole("textbox", { name: /^内容/ }), "！");
  await menu(user);
  await user.keyboard("{ArrowDown}{Enter}");
  await user.type(await screen.findByLabelText("名称"), " 迎新{Enter}");
  await vi.waitFor(() => expect(calls.saveAs).toHaveBeenCalledWith("template", "迎新"));
  const [kept] = calls.save.mock.invocationCallOrder;
  expect(calls.save.mock.lastCall?.[0].content).toBe("迎新布置！");
  expect(kept).toBeLessThan(calls.saveAs.mock.invocationCallOrder[0] ?? 0);
});

it("another_is_written_from_a_template_and_nothing_is_kept_of_an_empty_one", async () => {
  const template = aGroup({ id: "t1", kind: "template", of: "mission", name: "迎新" });
  const nothing = { content: "", deadline: "", people: [] };
  const { calls, user } = open(nothing, [], [template]);
  await menu(user);
  const keep = screen.getByText("存为模板…").closest("[role=menuitem]");
  expect(keep).toHaveAttribute("aria-disabled", "true");
  await user.keyboard("{Enter}");
  expect(calls.fromTemplate).toHaveBeenCalledExactlyOnceWith("t1");
});
