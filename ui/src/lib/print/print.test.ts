import { render, screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { everyRow } from "$lib/design";
import type { BoardPerson } from "$lib/ipc/bindings";

import { PRINT_LIMIT } from "./limit";
import ListingSheet from "./ListingSheet.svelte";
import { listingHref, listingOf, sheetHref } from "./paths";
import { grouped } from "./roster";
import RosterSheet from "./RosterSheet.svelte";
import { stamp } from "./stamp";

function person(id: string, name: string, office: string): BoardPerson {
  return {
    soldier: id,
    name,
    phone: "10000000916",
    office,
    status: "accepted",
    responded_at: null,
    im_user: null,
    note: null,
    habit: null,
  };
}

describe("addresses", () => {
  it("carry_a_listing_there_and_back", () => {
    const listing = {
      kind: "tasks",
      connection: "c",
      list: "done",
      filter: "防汛 & 演练",
    } as const;
    const url = new URL(listingHref(listing, ["title"]), "http://x");
    expect(listingOf(url.searchParams)).toEqual({ listing, columns: ["title"] });
    expect(listingOf(new URLSearchParams("of=%7B"))).toBeNull();
    expect(listingOf(new URLSearchParams("of=null"))).toBeNull();
    expect(listingOf(new URLSearchParams())).toBeNull();
  });

  it("keep_ids_that_look_like_paths_in_their_place", () => {
    expect(sheetHref("roster", { connection: "a/b", task: "7?x" })).toBe(
      "/print/roster/a%2Fb/7%3Fx",
    );
  });
});

describe("every row", () => {
  const list = (total: number) => (offset: number, limit: number) =>
    Promise.resolve({
      rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, () => offset),
      total,
    });

  it("is_there", async () => {
    expect((await everyRow(list(450))).rows).toHaveLength(450);
    expect((await everyRow(list(0))).rows).toHaveLength(0);
  });

  it("ends_at_the_limit_and_says_how_many_there_are", async () => {
    const { rows, total } = await everyRow(list(PRINT_LIMIT + 7), PRINT_LIMIT);
    expect([rows.length, total]).toEqual([PRINT_LIMIT, PRINT_LIMIT + 7]);
  });
});

it("paper_says_the_day_because_it_is_read_on_another", () => {
  expect(stamp(Date.parse("2026-11-23T04:48:59Z"))).toBe("2026-11-23 12:48");
  expect(stamp(null)).toBe("");
});

it("paper_tears_no_date_and_no_number_apart_and_breaks_texts_where_they_break", () => {
  const column = (id: string) => ({ id, title: id, numeric: false });
  render(ListingSheet, {
    running: "每日好物",
    columns: ["at", "text", "account"].map(column),
    rows: [
      ["2026-11-28 12:41:41", "今日到货 950ml", "fufeng48"],
      ["", "会员价", "an-account-that-is-long"],
    ],
  });
  const whole = (name: string): (string | null)[] => {
    const cell = screen.getByRole("cell", { name });
    return [...cell.querySelectorAll(".nowrap")].map(({ textContent }) => textContent);
  };
  expect(whole("2026-11-28 12:41:41")).toEqual(["2026-11-28", "12:41:41"]);
  expect(whole("今日到货 950ml")).toEqual([]);
  // One that is long is more than a column has room for.
  expect(whole("fufeng48")).toEqual([]);
});

describe("the roster", () => {
  const rows = [
    person("1", "陈嘉树", "昌岗街"),
    person("2", "李沐阳", "江南中街"),
    person("3", "", "江南中街"),
    person("4", "张伟", ""),
  ];

  it("goes_office_by_office_the_largest_first", () => {
    expect(
      grouped(rows, ({ office }) => office).map(({ name, people }) => [name, people.length]),
    ).toEqual([
      ["江南中街", 2],
      ["昌岗街", 1],
      ["", 1],
    ]);
  });

  it("has_a_box_for_everybody_and_ticks_who_is_here", () => {
    render(RosterSheet, { running: "珠江防汛", rows, arrived: new Set(["2"]) });
    const here = screen.getByRole("row", { name: /李沐阳/ });
    expect(within(here).getByText("已签到")).toBeInTheDocument();
    expect(screen.getAllByText("待勾")).toHaveLength(3);
    expect(screen.getByText("江南中街（2 人）")).toBeInTheDocument();
    expect(screen.getByText("（无单位）（1 人）")).toBeInTheDocument();
  });

  it("of_nobody_says_so", () => {
    render(RosterSheet, { running: "", rows: [], arrived: new Set<string>() });
    expect(screen.getByText("还没有人接受")).toBeInTheDocument();
  });
});
