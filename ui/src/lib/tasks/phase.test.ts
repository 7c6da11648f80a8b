import { describe, expect, it } from "vitest";

import { phaseLabel, phaseTone, samePhase, serverPhase } from "./phase";
import { row, view } from "./testing";

describe("phases", () => {
  it("an_unknown_phase_is_shown_as_its_own_word", () => {
    expect(phaseLabel({ other: "tz" })).toBe("tz");
    expect(phaseLabel({ other: "  " })).toBe("阶段不明");
    expect(phaseTone({ other: "tz" })).toBe("neutral");
  });

  it("a_word_of_ten_thousand_characters_fits_a_chip", () => {
    expect(phaseLabel({ other: "停".repeat(10_000) })).toBe(`${"停".repeat(12)}…`);
  });

  it("a_difference_from_the_server_is_found", () => {
    expect(serverPhase(row())).toBeNull();
    expect(serverPhase(row({}, { phase: "executing" }))).toBe("recruiting");
    expect(serverPhase(view({ phase: { other: "tz" } }, { phase: "executing" }))).toEqual({
      other: "tz",
    });
    expect(samePhase({ other: "tz" }, { other: "tz" })).toBe(true);
    expect(samePhase({ other: "tz" }, "done")).toBe(false);
  });
});
