import { afterEach, describe, expect, it } from "vitest";

import { setLocale, systemLocale, t } from "./catalogue.svelte";
import {
  formatAge,
  formatClock,
  formatDuration,
  formatNumber,
  formatPercent,
  formatTime,
  BEIJING,
  wallClock,
} from "./format";

const THIN = "\u202f";
/** Monday 23 November 2026, 12:48 in Beijing. */
const NOW = "2026-11-23T04:48:00Z";

afterEach(() => {
  setLocale("zh-CN");
});

describe("numbers", () => {
  it("are_grouped_by_thin_spaces_from_a_thousand_on", () => {
    expect(formatNumber(999)).toBe("999");
    expect(formatNumber(2340)).toBe(`2${THIN}340`);
    expect(formatNumber(100000)).toBe(`100${THIN}000`);
    expect(formatNumber(-1234567.25, 1)).toBe(`−1${THIN}234${THIN}567.3`);
    expect(formatNumber(-0.2)).toBe("0");
    expect(formatNumber(Number.NaN)).toBe("–");
  });

  it("shares_never_round_to_none_or_all", () => {
    expect(formatPercent(0)).toBe(`0${THIN}%`);
    expect(formatPercent(0.004)).toBe(`1${THIN}%`);
    expect(formatPercent(0.342)).toBe(`34${THIN}%`);
    expect(formatPercent(0.999)).toBe(`99${THIN}%`);
    expect(formatPercent(1)).toBe(`100${THIN}%`);
  });
});

describe("times", () => {
  it("in_beijing_are_what_the_time_zone_database_says_since_there_is_no_summer_time", () => {
    const zone = new Intl.DateTimeFormat("en-US", {
      timeZone: BEIJING,
      hourCycle: "h23",
      dateStyle: "short",
      timeStyle: "medium",
    });
    const two = (n: number): string => String(n).padStart(2, "0");
    const day = 86_400_000;
    for (let at = Date.UTC(1986, 0, 1); at < Date.UTC(2040, 0, 1); at += 17.3 * day) {
      const { year, month, day, hour, minute, second } = wallClock(at);
      expect(`${month}/${day}/${two(year % 100)}, ${two(hour)}:${two(minute)}:${two(second)}`).toBe(
        zone.format(at),
      );
    }
  });

  it("are_said_as_people_say_them_in_beijing_time", () => {
    expect(formatTime("2026-11-23T06:00:00Z", NOW)).toBe("今天 14:00");
    expect(formatTime("2026-11-23T22:40:00Z", NOW)).toBe("明天 06:40");
    expect(formatTime("2026-11-22T15:59:00Z", NOW)).toBe("昨天 23:59");
    expect(formatTime("2026-11-25T01:00:00Z", NOW)).toBe("周三 09:00");
    expect(formatTime("2026-12-18T01:00:00Z", NOW)).toBe("12月18日 09:00");
    expect(formatTime("2027-01-02T01:00:00Z", NOW)).toBe("2027年1月2日 09:00");
    expect(formatTime("not a time", NOW)).toBe("–");
  });

  it("midnight_is_0_of_the_new_day", () => {
    expect(formatTime("2026-11-23T16:00:00Z", NOW)).toBe("明天 00:00");
  });

  it("show_local_time_only_where_it_differs", () => {
    const at = "2026-11-23T06:00:00Z";
    expect(formatTime(at, NOW, { local: true, localZone: "Asia/Shanghai" })).toBe("今天 14:00");
    expect(formatTime(at, NOW, { local: true, localZone: "Asia/Singapore" })).toBe("今天 14:00");
    expect(formatTime(at, NOW, { local: true, localZone: "Europe/Berlin" })).toBe(
      "今天 14:00（本地 今天 07:00）",
    );
  });

  it("follow_the_language", () => {
    setLocale("en");
    expect(formatTime("2026-11-25T01:00:00Z", NOW)).toBe("Wed 09:00");
    expect(formatTime("2026-12-18T01:00:00Z", NOW)).toBe("18 Dec 09:00");
  });

  it("clock_shows_seconds_when_asked", () => {
    expect(formatClock("2026-11-23T04:48:06Z", { seconds: true })).toBe("12:48:06");
  });
});

describe("ages_and_spans", () => {
  it("ages_use_the_largest_unit", () => {
    const now = Date.parse(NOW);
    expect(formatAge(now - 1000, now)).toBe("刚刚");
    expect(formatAge(now - 12_000, now)).toBe("12 秒前");
    expect(formatAge(now - 59 * 60_000, now)).toBe("59 分钟前");
    expect(formatAge(now - 25 * 3_600_000, now)).toBe("1 天前");
    expect(formatAge(now + 60_000, now)).toBe("刚刚");
    expect(formatAge(null, now)).toBe("从未读取");
  });

  it("durations_use_two_units", () => {
    expect(formatDuration(8000)).toBe("8 秒");
    expect(formatDuration(31 * 60_000)).toBe("31 分");
    expect(formatDuration(72 * 60_000)).toBe(`1 小时${THIN}12 分`);
    expect(formatDuration(3_600_000 + 5000)).toBe("1 小时");
    expect(formatDuration(0)).toBe("0 秒");
  });
});

describe("languages", () => {
  it("the_c_locale_and_nothing_at_all_fall_back_to_chinese", () => {
    expect(systemLocale("C")).toBe("zh-CN");
    expect(systemLocale(undefined)).toBe("zh-CN");
    expect(systemLocale("zh-Hans-CN")).toBe("zh-CN");
    expect(systemLocale("de-DE")).toBe("en");
  });

  it("switch_at_once", () => {
    expect(t.common.close).toBe("关闭");
    setLocale("en");
    expect(t.common.close).toBe("Close");
    expect(document.documentElement.lang).toBe("en");
  });
});
