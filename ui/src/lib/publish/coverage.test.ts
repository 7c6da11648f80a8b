import { expect, it } from "vitest";

import { coverage, coverageText } from "./coverage";

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

it("puts it in a line", () => {
  const line = (people: number): string => {
    const covered = coverage(people, "60");
    return covered ? coverageText(covered) : "";
  };
  expect(line(139)).toBe("征集 60 人，覆盖 2.3 倍");
  expect(line(120)).toBe("征集 60 人，覆盖 2 倍");
  expect(line(48)).toBe("征集 60 人，还差 12 人");
});
