import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import ColumnMenu from "./ColumnMenu.svelte";
import { shownColumns, type Column } from "./table";

const COLUMNS: Column[] = [
  { id: "name", label: "姓名", header: true },
  { id: "phone", label: "手机" },
  { id: "elapsed", label: "用时", from: 680 },
  { id: "note", label: "电话结果", optional: true },
];
const ids = (columns: Column[]): string[] => columns.map(({ id }) => id);

describe("the columns of a table", () => {
  it("are_its_own_until_some_are_chosen", () => {
    expect(ids(shownColumns(COLUMNS, undefined))).toEqual(["name", "phone", "elapsed"]);
    expect(ids(shownColumns(COLUMNS, []))).toEqual(["name", "phone", "elapsed"]);
  });

  it("that_were_chosen_are_shown_at_any_width_and_in_the_tables_order", () => {
    const shown = shownColumns(COLUMNS, ["note", "elapsed", "of a later version"]);
    expect(ids(shown)).toEqual(["name", "elapsed", "note"]);
    expect(shown[1]?.from).toBe(0);
  });
});

// Without layout a menu is never placed, and so has no roles: the keys work.
describe("the menu", () => {
  async function open(chosen?: string[]) {
    const onchoose = vi.fn();
    const shown = render(ColumnMenu, { columns: COLUMNS, chosen, onchoose });
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    return { onchoose, shown };
  }
  const line = (name: string): Promise<HTMLElement> => screen.findByText(name);

  it("stays_open_for_the_next_column_and_leaves_out_none_that_names_rows", async () => {
    const { onchoose, shown } = await open();
    expect(await line("姓名")).toHaveAttribute("aria-disabled", "true");
    await waitFor(async () => expect(await line("手机")).toHaveFocus());
    await userEvent.keyboard(" ");
    expect(onchoose).toHaveBeenLastCalledWith(["name", "elapsed"]);
    await shown.rerender({ chosen: ["name", "elapsed"] });
    expect(await line("手机")).toHaveAttribute("aria-checked", "false");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(onchoose).toHaveBeenLastCalledWith(["name", "elapsed", "note"]);
  });

  it("goes_back_to_the_tables_own_columns", async () => {
    const { onchoose } = await open(["name"]);
    await waitFor(async () => expect(await line("手机")).toHaveFocus());
    await userEvent.keyboard("{End}{Enter}");
    expect(onchoose).toHaveBeenLastCalledWith([]);
  });

  it("keeps_no_choice_that_is_the_tables_own", async () => {
    const { onchoose } = await open(["name", "elapsed"]);
    await waitFor(async () => expect(await line("手机")).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    expect(onchoose).toHaveBeenLastCalledWith([]);
  });
});
