import { describe, expect, it } from "vitest";

import { HOUR, MINUTE, NOW, summary } from "./testing";
import { timeline } from "./timeline";

const labels = (of: ReturnType<typeof timeline>): string[] => of.steps.map((step) => step.label);
const states = (of: ReturnType<typeof timeline>): string =>
  of.steps.map((step) => step.state[0]).join("");

describe("timeline", () => {
  it("while_recruiting_the_people_are_the_step_at_hand", () => {
    const made = timeline(summary({ accepted: 41 }), "recruiting", NOW);
    expect(labels(made)).toEqual(["12:02 发布", "征集中 · 41 / 60", "14:00 集合", "20:00 结束"]);
    expect(states(made)).toBe("pcaa");
    expect(made.at).toBeCloseTo(1 + 46 / 118);
  });

  it("while_gathering_the_arrived_are_counted", () => {
    const made = timeline(summary({ accepted: 60, checked_in: 12 }), "gathering", NOW);
    expect(labels(made)[1]).toBe("集合中 · 已到 12 / 60");
    expect(states(made)).toBe("pcaa");
  });

  it("under_way_the_present_lies_between_gathering_and_the_end", () => {
    const made = timeline(
      summary({ gather_at: NOW - HOUR, finish_at: NOW + 3 * HOUR, accepted: 60 }),
      "executing",
      NOW,
    );
    expect(states(made)).toBe("ppca");
    expect(made.at).toBeCloseTo(2.25);
    expect(labels(made)[1]).toBe("征集 · 60 / 60");
  });

  it("once_done_the_present_is_at_the_end", () => {
    const made = timeline(summary({ finish_at: NOW - MINUTE }), "done", NOW);
    expect(states(made)).toBe("pppc");
    expect(made.at).toBe(3);
  });

  it("an_unknown_phase_is_placed_by_the_clock", () => {
    const late = summary({ gather_at: NOW - HOUR });
    expect(timeline(late, { other: "tz" }, NOW).at).toBeGreaterThan(2);
    expect(timeline(summary({ finish_at: NOW - 1 }), { other: "tz" }, NOW).at).toBe(3);
    expect(states(timeline(summary(), { other: "tz" }, NOW))).toBe("pcaa");
  });

  it("times_that_are_missing_or_crossed_move_nothing_out_of_place", () => {
    const none = summary({ launched_at: null, gather_at: null, finish_at: null });
    const made = timeline(none, "recruiting", NOW);
    expect(made.at).toBe(1);
    expect(labels(made)).toEqual(["发布", `征集中 68\u202f%`, "集合", "结束"]);
    const crossed = summary({ launched_at: NOW + HOUR, gather_at: NOW + MINUTE });
    expect(timeline(crossed, "recruiting", NOW).at).toBe(1);
  });

  it("says_what_the_server_counts_otherwise", () => {
    const made = timeline(summary({ accepted: 58, wanted: 81 }), "recruiting", NOW, [
      { figure: "accepted", rows: 58, server: 71 },
    ]);
    expect(made.steps[1]).toMatchObject({ label: "征集中 · 58 / 81", note: "服务器称 71" });
    expect(timeline(summary({ accepted: 58 }), "recruiting", NOW).steps[1].note).toBeUndefined();
  });
});
