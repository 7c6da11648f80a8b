import { describe, expect, it } from "vitest";

import {
  describeWallTime,
  isWallTime,
  parseWallTime,
  shiftMinutes,
  spellWallTime,
} from "./datetime";

/** A Monday. */
const NOW = "2026-11-23 12:48";

describe("parseWallTime", () => {
  it.each([
    ["14:00", "2026-11-23 14:00"],
    ["今天 14:00", "2026-11-23 14:00"],
    ["今天14：00", "2026-11-23 14:00"],
    ["今天 8:00", "2026-11-23 08:00"],
    ["明天 6:40", "2026-11-24 06:40"],
    ["明天6点", "2026-11-24 06:00"],
    ["明天 6时40分", "2026-11-24 06:40"],
    ["tomorrow 6:40", "2026-11-24 06:40"],
    ["后天 00:00", "2026-11-25 00:00"],
    ["周三 9:00", "2026-11-25 09:00"],
    ["星期天 9:00", "2026-11-29 09:00"],
    ["周一 20:00", "2026-11-23 20:00"],
    ["wed 9:00", "2026-11-25 09:00"],
    ["12-18 9:00", "2026-12-18 09:00"],
    ["1月3日 9:00", "2027-01-03 09:00"],
    ["2026-12-18 09:00", "2026-12-18 09:00"],
    ["2026-12-18T09:00", "2026-12-18 09:00"],
    ["２０２６-12-18 ０9:00", "2026-12-18 09:00"],
  ])("%s_is_%s", (typed, expected) => {
    expect(parseWallTime(typed, NOW)).toBe(expected);
  });

  it("a_clock_time_that_has_passed_is_tomorrows", () => {
    expect(parseWallTime("8:00", NOW)).toBe("2026-11-24 08:00");
  });

  it.each(["", "later", "25:00", "12:60", "2-30 9:00", "2026-13-01 09:00", "14"])(
    "%s_is_not_a_time",
    (typed) => {
      expect(parseWallTime(typed, NOW)).toBeNull();
    },
  );
});

it("reads_back_what_it_describes", () => {
  for (const at of [
    "2026-11-23 14:00",
    "2026-11-24 00:00",
    "2026-12-31 23:59",
    "2027-02-01 08:00",
  ]) {
    expect(parseWallTime(describeWallTime(at, NOW), NOW)).toBe(at);
  }
});

it("spells_a_time_out_with_its_weekday", () => {
  expect(spellWallTime("2026-11-25 09:00")).toBe("2026年11月25日 周三 09:00");
  expect(spellWallTime("soon")).toBe("soon");
});

it("shifts_over_midnight", () => {
  expect(shiftMinutes("2026-12-31 23:50", 15)).toBe("2027-01-01 00:05");
  expect(shiftMinutes("soon", 15)).toBe("soon");
  expect(isWallTime("2026-02-30 10:00")).toBe(false);
});
