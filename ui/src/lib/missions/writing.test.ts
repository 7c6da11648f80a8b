import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { clubCalls, readNow } from "$lib/clubs/testing";
import type { Around } from "$lib/clubs/facts";
import type { ClubDraftView, ClubFields, ClubProblem, MissionFields } from "$lib/ipc/bindings";
import { beijingNow } from "$lib/publish/quicktimes";
import { anEntry } from "$lib/publish/testing";

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
  const around: Around = { club: "灯塔社", demo: false, rosterAt: NOW, now: NOW, there: NOW };
  const look = (change: Partial<MissionFields>, more: Partial<Around> = {}) =>
    factsOf(fields(change), { ...around, ...more }, (ids) =>
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

function open(typed: Partial<MissionFields> = {}, problems: ClubProblem[] = []) {
  const draft = {
    id: "d1",
    connection: "c1",
    changed_at: NOW,
    fields: fields(typed),
    people: null,
    problems,
  };
  const save = vi.fn((kept: ClubFields) =>
    Promise.resolve<ClubDraftView>({ ...draft, fields: kept }),
  );
  const calls = {
    publish: vi.fn(() => Promise.resolve({ kind: "queued" as const, entry: anEntry() })),
    onback: vi.fn(),
    ondelete: vi.fn(),
    onleft: vi.fn(),
  };
  const page = render(WriteMission, {
    draft,
    clubs: [
      { id: "31", name: "灯塔社", level: null, members: 5, avatar_url: null },
      { id: "32", name: "", level: null, members: 5, avatar_url: null },
    ],
    studentsOf: () => clubCalls(),
    roster: readNow({}),
    demo: false,
    save,
    sending: {
      takeBack: () => Promise.resolve(null),
      sendNow: () => Promise.resolve(anEntry()),
    },
    onrefresh: vi.fn(),
    ...calls,
  });
  return { ...calls, save, page, user: userEvent.setup() };
}
const kept = (save: ReturnType<typeof open>["save"]): MissionFields =>
  save.mock.lastCall?.[0] as unknown as MissionFields;

it("what_is_in_the_way_shows_when_going_on_is_tried_and_nothing_is_looked_at", async () => {
  const { user } = open({ content: "" }, [{ field: "content", part: null, rule: "missing" }]);
  expect(screen.queryByText("请填写内容")).toBeNull();
  await user.click(screen.getByRole("button", { name: "核对并发布…" }));
  expect(screen.getAllByText("请填写内容")).toHaveLength(2);
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("a_draft_that_is_left_keeps_its_last_words", async () => {
  const { onleft, page, save, user } = open();
  await user.type(screen.getByRole("textbox", { name: /^内容/ }), "！");
  page.unmount();
  expect(onleft).toHaveBeenCalledWith(expect.objectContaining({ draft: "d1", empty: false }));
  expect(kept(save).content).toBe("迎新布置！");
});
