import { describe, expect, it } from "vitest";

import {
  beijingInstant,
  beijingNow,
  deadlineChoices,
  finishChoices,
  gatherChoices,
} from "./quicktimes";

const values = (now: string): string[] => gatherChoices(now).map((choice) => choice.value);

describe("gatherChoices", () => {
  it("offers round times ahead, tonight and tomorrow morning", () => {
    expect(values("2026-11-23 14:03")).toEqual([
      "2026-11-23 14:35",
      "2026-11-23 15:05",
      "2026-11-23 20:00",
      "2026-11-24 08:00",
    ]);
  });

  it("leaves tonight out once it is near or gone", () => {
    expect(values("2026-11-23 19:00")).toEqual([
      "2026-11-23 19:30",
      "2026-11-23 20:00",
      "2026-11-24 08:00",
    ]);
    expect(values("2026-11-23 21:10")).toEqual([
      "2026-11-23 21:40",
      "2026-11-23 22:10",
      "2026-11-24 08:00",
    ]);
  });

  it("crosses midnight and the year", () => {
    expect(values("2026-12-31 23:58")).toEqual([
      "2027-01-01 00:30",
      "2027-01-01 01:00",
      "2027-01-01 08:00",
    ]);
  });
});

it("counts the finish from the gathering", () => {
  expect(finishChoices("2026-11-23 20:00").map((choice) => choice.value)).toEqual([
    "2026-11-23 22:00",
    "2026-11-24 00:00",
    "2026-11-24 04:00",
  ]);
  expect(finishChoices("今晚")).toEqual([]);
});

it("reads and writes the wall in Beijing, wherever this machine stands", () => {
  const at = Date.UTC(2026, 10, 23, 19, 10);
  expect(beijingNow(at)).toBe("2026-11-24 03:10");
  expect(beijingInstant("2026-11-24 03:10")).toBe(at);
  expect(beijingInstant("2026-13-24 03:10")).toBeNull();
  expect(beijingInstant("14:00")).toBeNull();
});

it("deadlines are evenings, and tonight is offered while an hour is left", () => {
  const values = (now: string): string[] => deadlineChoices(now).map(({ value }) => value);
  const later = ["2026-11-24 18:00", "2026-11-26 18:00", "2026-11-30 18:00"];
  expect(values("2026-11-23 20:59")).toEqual(["2026-11-23 22:00", ...later]);
  expect(values("2026-11-23 21:00")).toEqual(later);
});
