import { expect, it } from "vitest";

import type { Problem } from "$lib/ipc/bindings";

import { inFormOrder, shownProblems } from "./problems";

const problems: Problem[] = [
  { field: "recipients", rule: "nobody" },
  { field: "finish_at", rule: "before_gathering" },
  { field: "title", rule: "missing" },
  { field: "title", rule: "too_long", length: 64, limit: 60 },
];

it("orders problems as the form is read, one a field", () => {
  expect(inFormOrder(problems).map((problem) => [problem.field, problem.rule])).toEqual([
    ["title", "missing"],
    ["finish_at", "before_gathering"],
    ["recipients", "nobody"],
  ]);
});

it("shows a problem only where somebody was, until going on is tried", () => {
  expect(shownProblems(problems, new Set(), false)).toEqual([]);
  expect(shownProblems(problems, new Set(["title"]), false)).toEqual([problems[2]]);
  expect(shownProblems(problems, new Set(), true)).toHaveLength(3);
});
