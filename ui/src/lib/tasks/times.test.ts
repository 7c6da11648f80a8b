import { afterEach, describe, expect, it } from "vitest";

import { setLocale } from "$lib/i18n";

import { HOUR, MINUTE, NOW, row } from "./testing";
import { rowTimes, shortTime, until } from "./times";

const THIN = "\u202f";

afterEach(() => {
  setLocale("zh-CN");
});

describe("count_downs", () => {
  it("grow_finer_as_the_time_comes_near", () => {
    expect(until(NOW + 3 * 24 * HOUR, NOW)).toBe("3 天后");
    expect(until(NOW + 17.5 * HOUR, NOW)).toBe("17 小时后");
    expect(until(NOW + 72 * MINUTE, NOW)).toBe(`还有 1 小时${THIN}12 分`);
    expect(until(NOW + 23 * MINUTE + 59_000, NOW)).toBe("23 分钟后");
    expect(until(NOW + 500, NOW)).toBe("1 秒后");
  });

  it("never_claim_more_than_is_left", () => {
    expect(until(NOW + 2 * HOUR - 1, NOW)).toBe(`还有 1 小时${THIN}59 分`);
    expect(until(NOW + HOUR - 1, NOW)).toBe("59 分钟后");
  });

  it("end_when_the_time_has_come", () => {
    expect(until(NOW, NOW)).toBe("已到集合时间");
    expect(until(NOW - HOUR, NOW)).toBe("已到集合时间");
  });

  it("speak_english_too", () => {
    setLocale("en");
    expect(until(NOW + 72 * MINUTE, NOW)).toBe("in 1 h 12 min");
  });
});

describe("times_of_a_row", () => {
  it("today_is_left_out", () => {
    expect(shortTime(NOW + HOUR, NOW)).toBe("13:48");
    expect(shortTime(NOW + 20 * HOUR, NOW)).toBe("明天 08:48");
  });

  it("before_gathering_the_count_down_matters", () => {
    expect(rowTimes(row(), NOW)).toEqual({ when: "14:00 集合", then: `还有 1 小时${THIN}12 分` });
  });

  it("once_under_way_the_end_matters", () => {
    const under = row({ gather_at: NOW - HOUR }, { phase: "executing" });
    expect(rowTimes(under, NOW)).toEqual({ when: "11:48 集合", then: "20:00 结束" });
  });

  it("once_done_the_end_matters", () => {
    const done = row({ gather_at: null, finish_at: NOW - 24 * HOUR }, { phase: "done" });
    expect(rowTimes(done, NOW)).toEqual({ when: "昨天 12:48 结束", then: "" });
    expect(rowTimes(row({ finish_at: null }, { phase: "done" }), NOW).when).toBe("14:00 集合");
  });

  it("times_that_the_server_left_out_leave_no_gap_to_fill", () => {
    const bare = { launched_at: null, gather_at: null, finish_at: null };
    for (const phase of ["recruiting", "executing", "done", { other: "tz" }] as const) {
      expect(rowTimes(row(bare, { phase }), NOW)).toEqual({ when: "", then: "" });
    }
  });
});
