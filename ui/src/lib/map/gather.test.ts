import { describe, expect, it, vi } from "vitest";

import type { PersonOnMap, PositionBoard, Rows } from "$lib/ipc/bindings";

import { Gather, type GatherCalls } from "./gather.svelte";

const person = (soldier: string): PersonOnMap => ({ soldier }) as PersonOnMap;

/** A map whose cards are answered when a test says so. */
function open() {
  const waiting: (() => void)[] = [];
  const calls: GatherCalls = {
    describe: () => Promise.resolve(null),
    parse: () => Promise.resolve(null),
    people: () => Promise.reject(new Error("cut")),
    positions: vi.fn(
      ({ soldiers }) =>
        new Promise<Rows<PersonOnMap>>((resolve) => {
          const rows = (soldiers ?? []).map(person);
          waiting.push(() => resolve({ offset: 0, total: rows.length, rows }));
        }),
    ),
  };
  const answer = async (at: number): Promise<void> => {
    waiting[at]?.();
    await new Promise((rest) => setTimeout(rest));
  };
  return { gather: new Gather(calls), answer };
}

describe("a card", () => {
  it("that_comes_after_a_later_one_was_asked_for_is_not_opened", async () => {
    const { gather, answer } = open();
    void gather.show("1");
    void gather.show("2");
    await answer(1);
    await answer(0);
    expect(gather.person?.soldier).toBe("2");
  });

  it("that_was_left_before_it_came_stays_closed", async () => {
    const { gather, answer } = open();
    void gather.show("1");
    expect(gather.leave()).toBe(true);
    await answer(0);
    expect(gather.person).toBeNull();
    expect(gather.leave()).toBe(false);
  });

  it("that_was_closed_while_the_people_were_read_again_stays_closed", async () => {
    const { gather, answer } = open();
    gather.locate(person("1"));
    const read = gather.read({ place: null } as PositionBoard, "wgs84");
    await answer(0);
    gather.choose(null);
    await answer(0);
    await read;
    expect(gather.person).toBeNull();
  });

  it("that_is_asked_for_is_not_lost_to_a_reading_of_the_people", async () => {
    const { gather, answer } = open();
    gather.locate(person("1"));
    void gather.show("2");
    const read = gather.read({ place: null } as PositionBoard, "wgs84");
    await answer(0);
    await answer(1);
    await read;
    expect(gather.person?.soldier).toBe("2");
  });
});
