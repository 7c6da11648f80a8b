import { describe, expect, it } from "vitest";

import { everyWindow, failed, oldest } from "./reads";
import { NOW, read } from "./testing";

describe("a_reading_of_every_window", () => {
  const days = Array.from({ length: 450 }, (_, i) => i);
  /** As the core answers: never more than `most`. */
  const core = (most: number) => (offset: number, limit: number) => {
    const rows = days.slice(offset, offset + Math.min(limit, most));
    return Promise.resolve(read({ offset, total: days.length, rows }));
  };

  it("has_every_row_though_an_answer_holds_fewer", async () => {
    const all = await everyWindow(core(200));
    expect(all.value).toEqual({ offset: 0, total: 450, rows: days });
    expect(all.fetched_at).toBe(NOW - 12_000);
    const page = await everyWindow(core(20), 50);
    expect(page.value?.rows).toEqual(days.slice(0, 50));
    expect(page.value?.total).toBe(450);
  });

  it("of_nothing_is_nothing_and_asked_for_once", async () => {
    let asked = 0;
    const nothing = await everyWindow(() => {
      asked++;
      return Promise.resolve(failed<never>({ code: "unreachable" }));
    });
    expect([nothing.value, nothing.problem, asked]).toEqual([null, { code: "unreachable" }, 1]);
  });
});

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
