import { describe, expect, it } from "vitest";

import { bar, share } from "./progress";
import { row, summary } from "./testing";

const THIN = "\u202f";

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
      label: "接受 41，征集 60，拒绝 12",
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
      label: "已到 50，接受 60",
      parts: [{ value: 50, tone: "arrived" }],
      total: 60,
    });
  });

  it("a_share_alone_draws_one_part", () => {
    expect(bar(row())).toEqual({
      label: `已征集 68${THIN}%`,
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
