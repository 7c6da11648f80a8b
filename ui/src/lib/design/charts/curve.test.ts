import { describe, expect, it } from "vitest";

import { ceiling, labelled } from "./curve";

describe("labelled", () => {
  const at = (...times: number[]): { at: number; label: string }[] =>
    times.map((time) => ({ at: time, label: String(time) }));
  const kept = (times: number[], width: number): number[] =>
    labelled(at(...times), 0.0004, 99.9996, width, 70).map((one) => one.at);

  it("keeps_what_fits_and_the_ends_of_an_axis_that_rounds", () => {
    expect(kept([0, 50, 100], 300)).toEqual([0, 50, 100]);
  });

  it("gives_the_last_moment_its_room_first", () => {
    expect(kept([0, 90, 100], 300)).toEqual([0, 100]);
    expect(kept([0, 50, 100], 60)).toEqual([100]);
  });

  it("leaves_out_what_is_not_on_the_axis", () => {
    expect(kept([-20, 0, 100, 140], 300)).toEqual([0, 100]);
  });
});

it("the_plot_reaches_above_everything_that_is_drawn", () => {
  const curve = {
    times: [0, 1],
    lines: [{ label: "", tone: "accepted" as const, values: [3, null] }],
    moments: [],
    target: { value: 50, label: "" },
  };
  expect(ceiling(curve)).toBe(54);
  expect(ceiling({ ...curve, target: { value: 0, label: "" } })).toBe(4);
});
