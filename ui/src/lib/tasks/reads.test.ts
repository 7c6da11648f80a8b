import { describe, expect, it } from "vitest";

import { failed, oldest } from "./reads";
import { NOW, read } from "./testing";

describe("readings_shown_together", () => {
  it("are_as_old_as_the_oldest", () => {
    const age = oldest([read(1), read(2, { fetched_at: NOW - 60_000, complete: false })]);
    expect(age.fetched_at).toBe(NOW - 60_000);
    expect(age.complete).toBe(false);
  });

  it("what_holds_nothing_has_no_age_but_a_problem", () => {
    const age = oldest([read(1), failed({ code: "unreachable" })]);
    expect(age.fetched_at).toBe(NOW - 12_000);
    expect(age.complete).toBe(true);
    expect(age.problem).toEqual({ code: "unreachable" });
    expect(oldest([failed({ code: "unreachable" })]).fetched_at).toBeNull();
  });
});
