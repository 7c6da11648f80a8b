import { createEvent, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { textOf } from "./testing";
import Tree from "./Tree.svelte";
import type { TreeRow } from "./tree";

const tree: TreeRow[] = [
  {
    key: "a",
    name: "海珠人武部",
    level: 1,
    position: 1,
    set_size: 1,
    expanded: true,
    state: "mixed",
  },
  { key: "b", name: "昌岗街", level: 2, position: 1, set_size: 2, expanded: false, state: "on" },
  { key: "c", name: "江南中街", level: 2, position: 2, set_size: 2, expanded: true, state: "off" },
  { key: "d", name: "陈嘉树", level: 3, position: 1, set_size: 1, expanded: null, state: "off" },
];
const onexpand = vi.fn();
const oncheck = vi.fn();
const onleave = vi.fn();
const onseek = vi.fn((typed: string, from: number): Promise<number | null> => {
  const of: Record<string, number[]> = { c: [1, 3], cjs: [3] };
  const rows = of[typed] ?? [];
  return Promise.resolve(rows.find((row) => row >= from) ?? rows[0] ?? null);
});
const item = (name: string): HTMLElement => screen.getByRole("treeitem", { name });

async function show(): Promise<void> {
  vi.clearAllMocks();
  render(Tree<TreeRow>, {
    label: "组织",
    rows: (offset) => Promise.resolve({ offset, total: tree.length, rows: tree }),
    item: textOf((row: TreeRow) => row.name),
    onexpand,
    onseek,
    oncheck,
    onleave,
  });
  await screen.findByRole("treeitem", { name: "陈嘉树" });
}
async function focus(name: string): Promise<void> {
  item(name).focus();
  await waitFor(() => expect(item(name)).toHaveFocus());
}

describe("Tree", () => {
  it("tells_level_place_and_state_of_each_row", async () => {
    await show();
    const row = item("江南中街");
    expect(row).toHaveAttribute("aria-level", "2");
    expect(row).toHaveAttribute("aria-posinset", "2");
    expect(row).toHaveAttribute("aria-setsize", "2");
    expect(row).toHaveAttribute("aria-expanded", "true");
    expect(item("海珠人武部")).toHaveAttribute("aria-checked", "mixed");
    expect(item("昌岗街")).toHaveAttribute("aria-checked", "true");
    expect(item("陈嘉树")).not.toHaveAttribute("aria-expanded");
  });

  it("right_opens_and_then_enters_left_folds_and_then_leaves", async () => {
    await show();
    await focus("昌岗街");
    await userEvent.keyboard("{ArrowRight}");
    expect(onexpand).toHaveBeenLastCalledWith(tree[1], true);
    await focus("江南中街");
    await userEvent.keyboard("{ArrowRight}");
    await waitFor(() => expect(item("陈嘉树")).toHaveFocus());
    await userEvent.keyboard("{ArrowLeft}");
    await waitFor(() => expect(item("江南中街")).toHaveFocus());
    await userEvent.keyboard("{ArrowLeft}");
    expect(onexpand).toHaveBeenLastCalledWith(tree[2], false);
  });

  it("space_chooses_all_below_and_chooses_none_where_all_is_chosen", async () => {
    await show();
    await focus("海珠人武部");
    await userEvent.keyboard(" ");
    expect(oncheck).toHaveBeenLastCalledWith(tree[0], true);
    await focus("昌岗街");
    await userEvent.keyboard(" ");
    expect(oncheck).toHaveBeenLastCalledWith(tree[1], false);
  });

  it("a_press_on_the_row_chooses_and_one_on_the_arrow_folds", async () => {
    await show();
    await userEvent.click(screen.getByText("陈嘉树"));
    expect(oncheck).toHaveBeenCalledExactlyOnceWith(tree[3], true);
    await userEvent.click(item("昌岗街").querySelector(".fold")!);
    expect(onexpand).toHaveBeenCalledExactlyOnceWith(tree[1], true);
    expect(oncheck).toHaveBeenCalledOnce();
  });

  it("home_and_end_go_to_the_ends_and_a_star_opens_all_beside_a_row", async () => {
    await show();
    await focus("昌岗街");
    await userEvent.keyboard("{End}");
    await waitFor(() => expect(item("陈嘉树")).toHaveFocus());
    await userEvent.keyboard("{Home}");
    await waitFor(() => expect(item("海珠人武部")).toHaveFocus());
    await userEvent.keyboard("*");
    expect(onexpand).toHaveBeenLastCalledWith(tree[0], true, true);
  });

  it("typing_goes_to_the_row_that_begins_so_and_a_letter_again_goes_on", async () => {
    await show();
    await focus("海珠人武部");
    /** Presses a key so long after the first, milliseconds. */
    const type = async (key: string, timeStamp: number): Promise<void> => {
      const event = createEvent.keyDown(document.activeElement!, { key });
      Object.defineProperty(event, "timeStamp", { value: timeStamp });
      await fireEvent(document.activeElement!, event);
    };
    await type("c", 1);
    await waitFor(() => expect(item("昌岗街")).toHaveFocus());
    await type("j", 200);
    await type("s", 400);
    await waitFor(() => expect(item("陈嘉树")).toHaveFocus());
    expect(onseek).toHaveBeenLastCalledWith("cjs", expect.any(Number));
    await type("c", 1_300);
    await waitFor(() => expect(item("昌岗街")).toHaveFocus());
    await type("c", 1_500);
    await waitFor(() => expect(item("陈嘉树")).toHaveFocus());
    expect(oncheck).not.toHaveBeenCalled();
  });

  it("left_goes_to_the_row_that_it_lies_in_however_far_up", async () => {
    vi.clearAllMocks();
    const long: TreeRow[] = Array.from({ length: 40 }, (_, i) => ({
      ...tree[3]!,
      key: `p${i}`,
      name: `人员 ${i}`,
      parent: i === 0 ? null : 0,
    }));
    render(Tree<TreeRow>, {
      label: "组织",
      rows: (offset) => Promise.resolve({ offset, total: long.length, rows: long }),
      item: textOf((row: TreeRow) => row.name),
      onexpand,
    });
    await screen.findByRole("treeitem", { name: "人员 0" });
    item("人员 0").focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(item("人员 3")).toHaveFocus());
    await userEvent.keyboard("{ArrowLeft}");
    await waitFor(() => expect(item("人员 0")).toHaveFocus());
  });

  it("up_from_the_first_row_leaves_for_the_search", async () => {
    await show();
    await focus("海珠人武部");
    await userEvent.keyboard("{ArrowUp}");
    expect(onleave).toHaveBeenCalledOnce();
  });

  it("keys_do_nothing_while_an_input_method_composes", async () => {
    await show();
    await fireEvent.keyDown(item("海珠人武部"), { key: " ", isComposing: true });
    await fireEvent.keyDown(item("海珠人武部"), { key: "Enter", keyCode: 229 });
    expect(oncheck).not.toHaveBeenCalled();
  });
});
