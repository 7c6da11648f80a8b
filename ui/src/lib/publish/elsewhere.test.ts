import { expect, it } from "vitest";

import { elsewhereNote } from "./elsewhere";
import { NOW } from "./testing";

const known = { people: 2, tasks: 3, unread: 0, complete: true, oldest: NOW - 120_000 };

it("says_how_old_the_knowledge_is", () => {
  expect(elsewhereNote(known, NOW)).toBe("同一时段 3 个任务，2 分钟前读取");
});

it("names_what_is_not_known", () => {
  const note = elsewhereNote({ ...known, unread: 1, complete: false, oldest: null }, NOW);
  expect(note).toBe("同一时段 3 个任务，其中 1 个没读过人员，任务列表没有读全");
});

it("says_nothing_while_the_draft_has_no_time", () => {
  expect(elsewhereNote(null)).toBe("");
});
