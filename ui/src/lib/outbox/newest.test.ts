import { expect, it, vi } from "vitest";

import { moreOf, newest, shownOf } from "./newest";

const every = Array.from({ length: 730 }, (_, i) => i);
const window = (offset: number, limit: number, all = every) =>
  Promise.resolve({ offset, total: all.length, rows: all.slice(offset, offset + limit) });

it("reads_beyond_what_the_core_answers_at_once_in_windows_that_it_does", async () => {
  const read = vi.fn((offset: number, limit: number) => window(offset, limit));
  expect((await newest(read, 650)).rows).toEqual(every.slice(0, 650));
  expect(read.mock.calls).toEqual([
    [0, 200],
    [200, 200],
    [400, 200],
    [600, 50],
  ]);
  expect((await newest(read, 2_000)).rows).toEqual(every);
});

it("a_list_that_grew_meanwhile_is_read_anew_and_shows_nothing_twice", async () => {
  const grown = [-1, ...every];
  let calls = 0;
  const read = (offset: number, limit: number) =>
    window(offset, limit, ++calls === 1 ? every : grown);
  expect((await newest(read, 300)).rows).toEqual(grown.slice(0, 300));
});

it("a_list_that_never_rests_shows_its_newest_window", async () => {
  let calls = 0;
  const read = (offset: number, limit: number) => {
    const all = [...every, ...Array.from({ length: ++calls }, (_, i) => 1_000 + i)];
    return window(offset, limit, all);
  };
  expect((await newest(read, 300)).rows).toEqual(every.slice(0, 200));
});

it("an_address_asks_for_the_first_ones_at_least", () => {
  const shown = (query: string) => shownOf(new URL(`http://localhost/outbox${query}`));
  expect(["", "?shown=x", "?shown=-4", "?shown=50.7"].map(shown)).toEqual([50, 50, 50, 50]);
  expect(moreOf(shown("?shown=450"))).toBe(500);
});
