import { expect, it } from "vitest";

import { coverage } from "./coverage";

it("says how often the headcount is covered, never more than it is", () => {
  expect(coverage(139, "60")).toEqual({ wanted: 60, times: 2.3, short: 0 });
  expect(coverage(60, " 60 ")).toEqual({ wanted: 60, times: 1, short: 0 });
  expect(coverage(59, "60")).toEqual({ wanted: 60, times: 0.9, short: 1 });
  expect(coverage(0, "60")).toEqual({ wanted: 60, times: 0, short: 60 });
});

it("says nothing while the headcount is no number", () => {
  for (const wanted of ["", "0", "六十", "-1", "1.5", "99999999999"]) {
    expect(coverage(139, wanted)).toBeNull();
  }
});
