import { describe, expect, it } from "vitest";

import type { Circumstances } from "$lib/clubs/facts";
import type { MeetingFields } from "$lib/ipc/bindings";
import { NOW, HOUR } from "$lib/tasks/testing";
import { beijingNow } from "$lib/publish/quicktimes";

import { changesOf, fieldsOf } from "./changes";
import { factsOf, isEmpty } from "./facts";
import { summary, view } from "./testing";

const fields: MeetingFields = {
  club: "31",
  content: "新学期招新动员大会",
  address: "D101 教室",
  deadline: "2026-03-18 14:00",
  people: ["1", "2"],
  needs_sign_in: true,
  leaders: ["2"],
};

describe("what differs of a meeting", () => {
  it("is_nothing_while_nothing_was_typed_and_no_blank_is_a_change", () => {
    const now = fieldsOf(view());
    expect(changesOf(now, { ...now, content: ` ${now.content} ` })).toEqual([]);
    expect(changesOf(now, { ...now, leaders: now.leaders.toReversed() })).toEqual([]);
  });

  it("is_named_from_top_to_bottom_as_it_was_and_as_it_is_to_be", () => {
    const after = { ...fields, address: "D202", deadline: "看心情", needs_sign_in: false };
    expect(changesOf(fields, after)).toEqual([
      { name: "地点", before: "D101 教室", after: "D202" },
      { name: "开始时间", before: expect.stringContaining("14:00"), after: "看心情" },
      { name: "签到", before: "扫码签到，由1 人负责", after: "不签到" },
    ]);
  });

  it("leaders_of_a_meeting_without_sign_in_change_nothing", () => {
    const none = { ...fields, needs_sign_in: false };
    expect(changesOf(none, { ...none, leaders: [] })).toEqual([]);
  });

  it("starts_from_the_meeting_as_it_stands_and_invites_nobody", () => {
    const stands = fieldsOf(view());
    expect(stands).toMatchObject({ content: summary().content, people: [], needs_sign_in: true });
    expect(stands.deadline).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
  });
});

describe("the last look at a meeting", () => {
  const now: Circumstances = { club: "灯塔社", demo: false, rosterAt: NOW, now: NOW, there: NOW };
  const look = (change: Partial<MeetingFields>) =>
    factsOf({ ...fields, deadline: beijingNow(NOW + 2 * HOUR), ...change }, now, (ids) =>
      Promise.resolve(ids.map((id) => `学生${id}`)),
    );

  it("names_who_is_invited_and_who_shows_the_codes", async () => {
    expect(await look({})).toMatchObject({
      people: 2,
      names: ["学生1", "学生2"],
      leaders: ["学生2"],
      cautions: [],
    });
    expect((await look({ needs_sign_in: false })).leaders).toBeNull();
    expect((await look({ deadline: beijingNow(NOW) })).cautions).toEqual(["soon"]);
  });

  it("a_draft_with_a_club_and_a_leader_alone_holds_nothing", () => {
    const nothing = { ...fields, content: " ", address: "", deadline: "", people: [] };
    expect(isEmpty(nothing)).toBe(true);
    expect(isEmpty({ ...nothing, address: "D101" })).toBe(false);
  });
});
