import { describe, expect, it } from "vitest";

import { bar, headcount, serverHeadcount, share } from "./progress";
import { row, summary } from "./testing";

describe("shares", () => {
  it("counts_go_before_the_servers_share", () => {
    expect(share(summary({ accepted: 30 }), "recruiting")).toBe(0.5);
    expect(share(summary(), "recruiting")).toBe(0.68);
    expect(share(summary({ accepted: 60, checked_in: 15 }), "gathering")).toBe(0.25);
  });

  it("the_servers_share_of_another_phase_is_not_borrowed", () => {
    expect(share(summary({ phase: "recruiting", progress: 0.68 }), "gathering")).toBeNull();
  });

  it("nothing_is_divided_by_nobody", () => {
    expect(share(summary({ accepted: 3, wanted: 0, progress: null }), "recruiting")).toBeNull();
    expect(share(summary({ accepted: 0, checked_in: 0, progress: null }), "gathering")).toBeNull();
  });

  it("later_phases_have_none", () => {
    expect(share(summary({ accepted: 60 }), "executing")).toBeNull();
    expect(share(summary({ accepted: 60 }), "done")).toBeNull();
  });
});

describe("bars", () => {
  it("recruiting_shows_who_accepted_and_who_refused", () => {
    expect(bar(row({ accepted: 41, responded: 53 }))).toEqual({
      parts: [
        { value: 41, tone: "accepted" },
        { value: 12, tone: "refused" },
      ],
      total: 60,
    });
  });

  it("gathering_without_a_count_of_arrivals_shows_their_share_and_no_answers", () => {
    const told = { accepted: 44, wanted: 20, phase: "gathering" as const, progress: 0 };
    expect(bar(row(told, { phase: "gathering" }))).toMatchObject({
      parts: [{ value: 0, tone: "arrived" }],
      total: 1,
    });
  });

  it("gathering_shows_who_has_arrived", () => {
    expect(bar(row({ accepted: 60, checked_in: 50 }, { phase: "gathering" }))).toEqual({
      parts: [{ value: 50, tone: "arrived" }],
      total: 60,
    });
  });

  it("a_share_alone_draws_one_part", () => {
    expect(bar(row())).toEqual({
      parts: [{ value: 0.68, tone: "accepted" }],
      total: 1,
    });
  });

  it("there_is_none_where_nothing_is_known", () => {
    expect(bar(row({ progress: null }))).toBeNull();
    expect(bar(row({}, { phase: "executing" }))).toBeNull();
  });

  it("fewer_responded_than_accepted_never_draws_backwards", () => {
    expect(bar(row({ accepted: 5, responded: 2 }))?.parts[1]).toEqual({
      value: 0,
      tone: "refused",
    });
  });
});

describe("headcounts", () => {
  it("recruiting_counts_who_accepted_of_the_wanted_and_who_refused", () => {
    expect(headcount(row({ accepted: 41, responded: 53 }))).toBe("接受 41 / 60 · 拒绝 12");
    expect(headcount(row({ accepted: 41, responded: 41, checked_in: 0 }))).toBe("接受 41 / 60");
  });

  it("from_the_gathering_on_it_counts_who_arrived_too", () => {
    const told = { accepted: 58, responded: 70, checked_in: 50 };
    for (const phase of ["gathering", "executing", "done"] as const) {
      expect(headcount(row(told, { phase }))).toBe("接受 58 / 60 · 已到 50");
    }
  });

  it("what_is_not_known_is_left_out", () => {
    expect(headcount(row())).toBe("征集 60 人");
    expect(headcount(row({ checked_in: 3 }, { phase: "executing" }))).toBe("征集 60 人 · 已到 3");
    expect(headcount(row({ wanted: 0 }))).toBe("");
    expect(headcount(row({ wanted: 0, accepted: 4 }))).toBe("接受 4 / –");
  });
});

it("what_the_server_counts_otherwise_is_said_for_each_figure", () => {
  const disagreements = [
    { figure: "accepted" as const, rows: 58, server: 71 },
    { figure: "checked_in" as const, rows: 3, server: 4 },
  ];
  expect(serverHeadcount(row({}, { disagreements }))).toBe("接受 71 · 已到 4");
  expect(serverHeadcount(row())).toBe("");
});
