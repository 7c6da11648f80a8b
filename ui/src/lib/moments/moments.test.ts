import { afterEach, describe, expect, it } from "vitest";

import { formatPercent, setLocale } from "$lib/i18n";
import type {
  AttachmentKind,
  MomentBoard,
  MomentDay,
  MomentJobView,
  PostingBoard,
  Read,
} from "$lib/ipc/bindings";

import { jobHeads, postingHeads } from "./board";
import { beside, dayAt, marked, startOf, trend, whyNoTrend } from "./days";
import { jobPlaceOf, momentJobHref, momentsHref, type JobPlace } from "./paths";
import {
  jobDiffers,
  jobFacts,
  jobFigures,
  jobState,
  jobTitle,
  kindsText,
  postingState,
  postStatus,
  sendersText,
} from "./state";

afterEach(() => setLocale("zh-CN"));

const noon = Date.parse("2026-05-06T12:00:00+08:00");

const view = (of: Partial<MomentJobView> = {}, job: Partial<MomentJobView["job"]> = {}) =>
  ({
    job: {
      id: "1",
      created_at: noon,
      text: "今日到货",
      attachments: [],
      range: { users: [], departments: [], tags: [] },
      figures: { done: 1, waiting: 1, total: 2 },
      ...job,
    },
    attachments: 0,
    users: 0,
    departments: 0,
    tags: 0,
    counts: { done: 1, waiting: 1, total: 2 },
    disagreements: [],
    ...of,
  }) satisfies MomentJobView;

const image = { kind: "image" as const, title: "", address: null };

describe("an address", () => {
  const place: JobPlace = { page: 2, filter: "到货", day: "2026-05-06", waiting: true };

  it("keeps_the_day_and_everything_else_that_the_list_is_narrowed_by", () => {
    const href = momentJobHref("c1", "7/1", "9", place);
    expect(href).toContain("/c/c1/moments/7%2F1/9?");
    expect(jobPlaceOf(new URLSearchParams(href.split("?")[1]))).toEqual(place);
    const all: JobPlace = { page: 1, filter: "", day: null, waiting: false };
    expect(momentsHref("c1", "71", all)).toBe("/c/c1/moments/71");
    expect(momentsHref("c1")).toBe("/c/c1/moments");
  });

  it("that_names_no_day_is_of_every_day", () => {
    for (const day of ["", "today", "2026-13-40", "2026-5-6"])
      expect(jobPlaceOf(new URLSearchParams({ day })).day, day).toBeNull();
  });
});

describe("days", () => {
  const day = (name: string, counts: MomentDay["counts"]): MomentDay => ({
    day: name,
    jobs: 2,
    counts,
  });
  const days = [
    day("2026-05-01", { done: 3, waiting: 1, total: 4 }),
    day("2026-05-04", null),
    day("2026-05-06", { done: 5, waiting: 5, total: 10 }),
  ];

  it("begin_at_midnight_in_beijing", () => {
    expect(dayAt(startOf("2026-05-06"))).toBe("2026-05-06");
    expect(dayAt(startOf("2026-05-06") - 1)).toBe("2026-05-05");
    expect(marked(days).get("2026-05-04")).toBe("2 个任务");
  });

  it("with_jobs_lie_beside_one_without", () => {
    expect(beside(days, null)).toEqual({ earlier: "2026-05-06", later: null });
    expect(beside(days, "2026-05-05")).toEqual({ earlier: "2026-05-04", later: "2026-05-06" });
    expect(beside(days, "2026-05-01")).toEqual({ earlier: null, later: "2026-05-04" });
    expect(beside([], "2026-05-01")).toEqual({ earlier: null, later: null });
  });

  it("make_a_trend_whose_gaps_are_those_that_nobody_counted", () => {
    const shown = trend(days, noon);
    expect(shown?.curve.lines.map(({ values }) => values)).toEqual([
      [4, null, 10],
      [3, null, 5],
    ]);
    expect(shown?.label).toContain("最近 今天，已发表 5，应发表 10");
    expect(shown?.rows[0]).toEqual(["今天", "2", "5", "5", "10", formatPercent(0.5)]);
    expect(shown?.rows[1]?.slice(2)).toEqual(["–", "–", "–", "–"]);
    expect(trend(days.slice(0, 1), noon)).toBeNull();
    // While jobs are missing, no day is counted.
    expect(
      trend(
        days.map(({ day: name }) => day(name, null)),
        noon,
      ),
    ).toBeNull();
    expect(trend([], noon)).toBeNull();
  });

  it("without_a_trend_say_what_is_missing", () => {
    expect(whyNoTrend(days, false)).toContain("任务读全以后");
    expect(whyNoTrend(days.slice(0, 1), true)).toContain("有两天的任务以后");
    // There are days enough; the server tells no figures of them.
    expect(whyNoTrend(days, true)).toContain("知道人数的日子不到两天");
  });
});

describe("a job", () => {
  it("is_called_by_its_text_or_by_what_hangs_on_it", () => {
    expect(jobTitle(view())).toBe("今日到货");
    expect(jobTitle(view({ attachments: 1 }, { text: " ", attachments: [image] }))).toBe("图片 1");
    expect(jobTitle(view({}, { text: "" }))).toBe("（没有文字）");
  });

  it("tells_the_kinds_of_what_hangs_on_it_as_far_as_they_are_here", () => {
    const kinds = (attachments: number, ...shown: MomentJobView["job"]["attachments"]): string =>
      kindsText(view({ attachments }, { attachments: shown }));
    const of = (kind: AttachmentKind) => ({ kind, title: "", address: null });
    const other = of({ other: "poll" });
    expect(kinds(0)).toBe("纯文字");
    expect(kinds(3, image, image, image)).toBe("图片 3");
    // Of what kind the others are, nobody told.
    expect(kinds(9, image, image, image)).toBe("图片 3 等 9 个");
    expect(kinds(2, of("mini_program"), of("file"))).toBe("小程序 1、文件 1");
    expect(kinds(1, of({ other: " " }))).toBe("其他附件 1");
    expect(kinds(2, image, other)).toBe("图片 1、其他附件（poll） 1");
    expect(kinds(5, image, other)).toBe("图片 1、其他附件（poll） 1 等 5 个");
    setLocale("en");
    expect(kinds(2, of("mini_program"), other)).toBe("Mini program 1, Another attachment (poll) 1");
  });

  it("names_who_posts_it_and_how_many_more", () => {
    const range = { users: ["a", "b"], departments: ["门店一部"], tags: [] };
    expect(sendersText(view({ users: 5, departments: 1 }, { range }))).toBe(
      "门店一部、a、b 等 5 个",
    );
    expect(sendersText(view())).toBe("不限");
  });

  it("stands_where_its_figures_say", () => {
    const state = (counts: MomentJobView["counts"]): string => jobState({ counts }).label;
    expect(state({ done: 2, waiting: 0, total: 2 })).toBe("已发完");
    expect(state({ done: 1, waiting: 3, total: 4 })).toBe("差 3 人");
    expect(state({ done: 0, waiting: 0, total: 0 })).toBe("没有人要发");
    expect(state(null)).toBe("人数未知");
    expect(jobFigures(view())).toEqual({ short: "1 / 2", words: "已发 1，未发 1，共 2" });
    expect(jobFigures({ counts: null }).short).toBe("");
    const differs = [{ figure: "total" as const, rows: 2, server: 9 }];
    expect(jobDiffers({ disagreements: differs })).toBe("服务器称 9");
  });

  it("stands_where_its_people_say_once_they_are_here", () => {
    const read = (people: Partial<PostingBoard>, complete = true) => ({
      value: { people: 2, posted: 2, waiting: 0, other: 0, disagreements: [], ...people },
      fetched_at: noon,
      server_time: null,
      complete,
      stale_after: null,
      problem: null,
    });
    const state = (board: Read<PostingBoard>, listed = noon): string =>
      postingState(view(), { fetched_at: listed }, board).label;
    expect(state(read({}))).toBe("已发完");
    // The list said so; of these people not all are here, or some are neither.
    expect(state(read({}, false))).toBe("差 1 人");
    expect(state(read({ posted: 1, other: 1 }))).toBe("差 1 人");
    expect(state({ ...read({}), value: null })).toBe("差 1 人");
    // The list was read after them, and was read again.
    expect(state(read({}), noon + 1)).toBe("差 1 人");
    expect(state({ ...read({}), fetched_at: noon + 2 }, noon + 1)).toBe("已发完");
  });

  it("shows_a_link_as_the_text_that_it_is", () => {
    const link = { kind: "link" as const, title: "活动", address: "https://shop.invalid/1" };
    const facts = jobFacts(view({ attachments: 1 }, { attachments: [link] }), noon);
    expect(facts.find(({ label }) => label === "链接")?.value).toBe("活动 https://shop.invalid/1");
  });

  it("keeps_a_servers_word_for_somebody", () => {
    expect(postStatus({ other: "发表失败" }).label).toBe("发表失败");
    expect(postStatus({ other: "" }).label).toBe("状态未知");
    expect([postStatus("posted").label, postStatus("waiting").label]).toEqual(["已发表", "未发表"]);
  });
});

describe("figures", () => {
  const board: MomentBoard = {
    jobs: 3,
    uncounted: 0,
    disputed: 0,
    counts: { done: 3, waiting: 1, total: 4 },
    told: { done: 3, waiting: 1, total: 5 },
    disagreements: [{ figure: "total", rows: 4, server: 5 }],
  };
  const of = (heads: ReturnType<typeof jobHeads>, id: string) => heads.find((h) => h.id === id);

  it("come_from_the_rows_and_the_servers_stand_beside_them", () => {
    const heads = jobHeads(board, true);
    expect(of(heads, "total")).toMatchObject({ value: "4", note: "服务器称 5" });
    expect(of(heads, "done")).toMatchObject({ value: "3", share: formatPercent(0.75), note: "" });
  });

  it("that_cannot_be_summed_are_the_servers_alone", () => {
    const heads = jobHeads({ ...board, counts: null, disagreements: [] }, false);
    expect(of(heads, "done")).toMatchObject({ value: "–", share: "", note: "服务器称 3" });
  });

  it("of_people_tell_those_who_are_neither", () => {
    const posting: PostingBoard = {
      people: 4,
      posted: 1,
      waiting: 2,
      other: 1,
      disagreements: [{ figure: "listed", rows: 4, server: 6 }],
    };
    const heads = postingHeads(posting, true);
    expect(of(heads, "other")).toMatchObject({ value: "1", share: formatPercent(0.25) });
    expect(of(heads, "people")).toMatchObject({ value: "4", note: "服务器称 6" });
    const partial = postingHeads({ ...posting, other: 0 }, false);
    expect(of(partial, "other")).toBeUndefined();
    expect(of(partial, "done")?.share).toBe("");
  });
});
