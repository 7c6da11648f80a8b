import { describe, expect, it, vi } from "vitest";

import type { StudentId } from "$lib/ipc/bindings";

import { StudentTree, type StudentRow } from "./students.svelte";
import { clubCalls } from "./testing";

/** A tree whose user keeps the selection, as a page does. */
async function taken(pool: StudentId[] | null = null) {
  let chosen: StudentId[] = [];
  const calls = clubCalls();
  const tree: StudentTree = new StudentTree(calls, (ids) => {
    chosen = ids;
    tree.chose(ids, pool);
  });
  tree.chose(chosen, pool);
  await tree.reread();
  return { tree, calls, chosen: () => [...chosen].sort() };
}
const all = async (tree: StudentTree): Promise<StudentRow[]> => (await tree.rows(0, 100)).rows;
const named = (rows: StudentRow[], name: string): StudentRow => {
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`no ${name}`);
  return row;
};

describe("StudentTree", () => {
  it("lists_groups_with_their_people_below_once_they_are_open", async () => {
    const { tree } = await taken();
    expect((await all(tree)).map(({ name, people }) => [name, people])).toEqual([
      ["秘书处", 2],
      ["外联部", 2],
      ["", 1],
    ]);
    tree.expand(named(await all(tree), "外联部"), true);
    const rows = await all(tree);
    expect(rows.map(({ name, level, parent }) => [name, level, parent])).toEqual([
      ["秘书处", 1, null],
      ["外联部", 1, null],
      ["周舟", 2, 1],
      ["许诺", 2, 1],
      ["", 1, null],
    ]);
    expect(rows[3]).toMatchObject({ position: 2, set_size: 2 });
  });

  it("reads_only_the_people_of_the_window", async () => {
    const { tree, calls } = await taken();
    for (const row of await all(tree)) tree.expand(row, true);
    const students = vi.spyOn(calls, "students");
    const { rows, total } = await tree.rows(4, 2);
    expect(total).toBe(8);
    expect(rows.map(({ name }) => name)).toEqual(["周舟", "许诺"]);
    expect(students).toHaveBeenCalledOnce();
  });

  it("chooses_a_whole_group_and_shows_one_that_is_chosen_in_part", async () => {
    const { tree, chosen } = await taken();
    await tree.toggle(named(await all(tree), "秘书处"), true);
    expect(chosen()).toEqual(["1", "2"]);
    tree.expand(named(await all(tree), "秘书处"), true);
    await tree.toggle(named(await all(tree), "陈晨"), false);
    expect(chosen()).toEqual(["2"]);
    expect(named(await all(tree), "秘书处").state).toBe("mixed");
    expect(named(await all(tree), "外联部").state).toBe("off");
  });

  it("chooses_what_a_search_found_beside_what_was_chosen", async () => {
    const { tree, chosen } = await taken();
    await tree.toggle(named(await all(tree), "秘书处"), true);
    tree.search("舟");
    expect((await all(tree)).map(({ name, level }) => [name, level])).toEqual([["周舟", 1]]);
    expect(tree.matches).toBe(1);
    await tree.toggleMatches(true);
    expect(chosen()).toEqual(["1", "2", "3"]);
    tree.search("");
    await tree.toggleMatches(false);
    expect(chosen()).toEqual([]);
  });

  it("shows_who_is_chosen_alone", async () => {
    const { tree } = await taken();
    await tree.toggle(named(await all(tree), "外联部"), true);
    await tree.show("chosen");
    expect((await all(tree)).map(({ name, state }) => [name, state])).toEqual([
      ["周舟", "on"],
      ["许诺", "on"],
    ]);
  });

  it("offers_nobody_outside_of_a_pool", async () => {
    const { tree, chosen } = await taken(["2", "3"]);
    expect((await all(tree)).map(({ name, people }) => [name, people])).toEqual([
      ["秘书处", 1],
      ["外联部", 1],
    ]);
    await tree.toggleMatches(true);
    expect(chosen()).toEqual(["2", "3"]);
  });

  it("keeps_the_selection_and_says_why_when_the_people_cannot_be_read", async () => {
    const { tree, calls, chosen } = await taken();
    await tree.toggle(named(await all(tree), "秘书处"), true);
    vi.spyOn(calls, "ids").mockRejectedValue({ code: "storage" });
    await tree.toggleMatches(true);
    expect(tree.problem).toEqual({ code: "storage" });
    expect(chosen()).toEqual(["1", "2"]);
  });
});
