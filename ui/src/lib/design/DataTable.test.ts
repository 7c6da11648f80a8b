import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";

import DataTable from "./DataTable.svelte";
import { atTextSize, setTextScale } from "./textsize.svelte";
import { moveBy, nextSort, type Column } from "./table";
import { text } from "./testing";

interface Person {
  name: string;
  office: string;
}
const columns: Column[] = [
  { id: "name", label: "姓名", sortable: true, header: true },
  { id: "office", label: "所属" },
];
const cell = createRawSnippet<[Person, Column]>((row, column) => ({
  render: () => `<span>${row()[column().id as keyof Person]}</span>`,
}));
const people = (total: number) =>
  vi.fn((offset: number, limit: number) =>
    Promise.resolve({
      offset,
      total,
      rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => ({
        name: `甲${offset + i}`,
        office: "昌岗街",
      })),
    }),
  );
const rowOf = async (name: string): Promise<HTMLElement> => {
  const cell = await screen.findByText(name);
  return cell.closest<HTMLElement>("[role=row]")!;
};

describe("DataTable", () => {
  it("shows_some_of_very_many_rows_and_says_how_many_there_are", async () => {
    const rows = people(100_000);
    render(DataTable<Person>, { label: "响应", columns, rows, cell });
    const row = await rowOf("甲0");
    expect(screen.getByRole("grid", { name: "响应" })).toHaveAttribute("aria-rowcount", "100001");
    expect(row).toHaveAttribute("aria-rowindex", "2");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(rows).toHaveBeenCalledExactlyOnceWith(0, 100);
  });

  it("draws_the_rows_that_it_is_scrolled_to_and_keeps_the_one_in_hand", async () => {
    const rows = people(100_000);
    render(DataTable<Person>, { label: "响应", columns, rows, cell });
    (await rowOf("甲0")).focus();
    const scroller = screen.getByRole("grid").parentElement!;
    scroller.scrollTop = 34 * 50_010;
    await fireEvent.scroll(scroller);
    const row = await rowOf("甲50010");
    expect(row).toHaveAttribute("aria-rowindex", "50012");
    expect(row.style.top).toBe(`${34 * 50_010}px`);
    expect(screen.queryByText("甲40")).toBeNull();
    expect(await rowOf("甲0")).toHaveFocus();
    // What lies ahead is read before it is scrolled to.
    expect(rows.mock.calls).toEqual([
      [0, 100],
      [49_900, 100],
      [50_000, 100],
    ]);
    expect(screen.getAllByRole("row").length).toBeLessThan(30);
  });

  it("leaves_a_column_out_where_it_is_too_narrow_for_it", async () => {
    const width = vi.spyOn(HTMLElement.prototype, "clientWidth", "get");
    const narrow = [columns[0]!, { ...columns[1]!, from: 680 }];
    const heads = (): (string | null)[] =>
      screen.getAllByRole("columnheader").map((head) => head.textContent.trim());
    width.mockReturnValue(679);
    const { unmount } = render(DataTable<Person>, {
      label: "响应",
      columns: narrow,
      rows: people(1),
      cell,
    });
    await waitFor(() => expect(heads()).toEqual(["姓名"]));
    unmount();
    width.mockReturnValue(680);
    render(DataTable<Person>, { label: "响应", columns: narrow, rows: people(1), cell });
    await waitFor(() => expect(heads()).toEqual(["姓名", "所属"]));
    width.mockRestore();
  });

  it("one_row_is_in_the_tab_order_and_keys_move_it", async () => {
    const onopen = vi.fn();
    render(DataTable<Person>, { label: "响应", columns, rows: people(50), cell, onopen });
    const first = await rowOf("甲0");
    expect(screen.getAllByRole("row").filter((row) => row.tabIndex === 0)).toEqual([first]);
    first.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await waitFor(async () => expect(await rowOf("甲2")).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    expect(onopen).toHaveBeenCalledWith({ name: "甲2", office: "昌岗街" }, 2);
  });

  it("keys_do_nothing_while_an_input_method_composes", async () => {
    const onopen = vi.fn();
    render(DataTable<Person>, { label: "响应", columns, rows: people(5), cell, onopen });
    await fireEvent.keyDown(await rowOf("甲0"), { key: "Enter", keyCode: 229 });
    expect(onopen).not.toHaveBeenCalled();
  });

  it("headers_tell_the_sort_and_ask_for_another", async () => {
    const onsort = vi.fn();
    const sort = { column: "name", direction: "ascending" } as const;
    render(DataTable<Person>, { label: "响应", columns, rows: people(5), cell, sort, onsort });
    await rowOf("甲0");
    const header = screen.getByRole("columnheader", { name: "姓名" });
    expect(header).toHaveAttribute("aria-sort", "ascending");
    expect(screen.getByRole("columnheader", { name: "所属" })).not.toHaveAttribute("aria-sort");
    await userEvent.click(screen.getByRole("button", { name: "姓名" }));
    expect(onsort).toHaveBeenCalledWith({ column: "name", direction: "descending" });
  });

  it("reads_again_when_the_version_changes", async () => {
    const rows = people(5);
    const { rerender } = render(DataTable<Person>, {
      label: "响应",
      columns,
      rows,
      cell,
      version: 1,
    });
    await rowOf("甲0");
    await rerender({ version: 2 });
    await waitFor(() => expect(rows).toHaveBeenCalledTimes(2));
    expect(await rowOf("甲0")).toBeInTheDocument();
  });

  it("shows_what_stands_for_no_rows", async () => {
    render(DataTable<Person>, {
      label: "响应",
      columns,
      rows: people(0),
      cell,
      empty: text("没有人"),
    });
    expect(await screen.findByText("没有人")).toBeInTheDocument();
  });

  it("a_failed_reading_can_be_tried_again", async () => {
    const rows = people(3);
    rows.mockRejectedValueOnce(new Error("cut"));
    render(DataTable<Person>, { label: "响应", columns, rows, cell, empty: text("没有人") });
    expect(await screen.findByRole("alert")).toHaveTextContent("这几行没有读到");
    expect(screen.queryByText("没有人")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "重试" }));
    expect(await rowOf("甲0")).toBeInTheDocument();
  });

  describe("a run of rows", () => {
    const shown = async (more: object = {}) => {
      const oncopy = vi.fn();
      const props = { label: "响应", columns, rows: people(500), cell, oncopy, ...more };
      const { rerender } = render(DataTable<Person>, props);
      const first = await rowOf("甲0");
      first.focus();
      return { oncopy, props, rerender, first };
    };

    it("is_selected_with_shift_and_copied", async () => {
      const { oncopy } = await shown();
      await userEvent.keyboard("{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
      expect(await screen.findByText("已选 3 行")).toBeInTheDocument();
      const selected = screen.getAllByRole("row", { selected: true });
      expect(selected.map((row) => row.getAttribute("aria-rowindex"))).toEqual(["3", "4", "5"]);
      await waitFor(async () => expect(await rowOf("甲3")).toHaveFocus());
      await userEvent.keyboard("{Control>}c{/Control}");
      expect(oncopy).toHaveBeenCalledExactlyOnceWith({ first: 1, count: 3 });
    });

    it("reaches_from_the_row_in_hand_to_the_one_that_is_clicked", async () => {
      const { oncopy } = await shown();
      const user = userEvent.setup();
      await user.keyboard("{Shift>}");
      await user.pointer({ keys: "[MouseLeft]", target: await rowOf("甲4") });
      await user.keyboard("{/Shift}");
      expect(screen.getByText("已选 5 行")).toBeInTheDocument();
      await user.click(screen.getByRole("button", { name: "复制" }));
      expect(oncopy).toHaveBeenCalledExactlyOnceWith({ first: 0, count: 5 });
      await user.pointer({ keys: "[MouseLeft]", target: await rowOf("甲2") });
      expect(screen.queryByText(/已选/)).toBeNull();
    });

    it("can_be_all_of_them_and_Esc_drops_it_before_it_goes_back", async () => {
      const { oncopy } = await shown();
      const escaped = vi.fn();
      addEventListener("keydown", (event) => escaped(event.key, event.defaultPrevented), {
        once: false,
      });
      await userEvent.keyboard("{Control>}a{/Control}");
      expect(screen.getByText("已选 500 行")).toBeInTheDocument();
      await userEvent.keyboard("{Control>}c{/Control}");
      expect(oncopy).toHaveBeenCalledWith({ first: 0, count: 500 });
      await userEvent.keyboard("{Escape}");
      expect(escaped).toHaveBeenLastCalledWith("Escape", true);
      expect(screen.queryByText(/已选/)).toBeNull();
      await userEvent.keyboard("{Escape}");
      expect(escaped).toHaveBeenLastCalledWith("Escape", false);
    });

    it("without_one_the_row_in_hand_is_copied", async () => {
      const { oncopy } = await shown();
      await userEvent.keyboard("{ArrowDown}{Control>}c{/Control}");
      expect(oncopy).toHaveBeenCalledExactlyOnceWith({ first: 1, count: 1 });
    });

    it("is_dropped_where_its_places_may_mean_other_rows", async () => {
      const { rerender, props } = await shown({ version: 1, order: "a" });
      await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
      expect(screen.getByText("已选 2 行")).toBeInTheDocument();
      await rerender({ ...props, version: 2, order: "a" });
      expect(screen.getByText("已选 2 行")).toBeInTheDocument();
      await rerender({ ...props, version: 3, order: "b" });
      expect(screen.queryByText(/已选/)).toBeNull();
    });

    it("is_not_offered_where_nothing_can_be_copied", async () => {
      await shown({ oncopy: undefined });
      await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
      expect(screen.queryByText(/已选/)).toBeNull();
      expect(screen.getByRole("grid")).not.toHaveAttribute("aria-multiselectable");
    });
  });
});

it("rows_grow_with_the_text", () => {
  expect(atTextSize(34)).toBe(34);
  setTextScale(1.5);
  expect(atTextSize(34)).toBe(51);
  setTextScale(1);
});

it("keys_stop_at_both_ends", () => {
  expect(moveBy("ArrowUp", 0, 10, 5)).toBe(0);
  expect(moveBy("ArrowDown", 9, 10, 5)).toBe(9);
  expect(moveBy("PageDown", 3, 10, 5)).toBe(7);
  expect(moveBy("PageUp", 3, 10, 5)).toBe(0);
  expect(moveBy("End", 3, 10, 5)).toBe(9);
  expect(moveBy("a", 3, 10, 5)).toBeNull();
});

it("a_header_pressed_again_turns_its_sort_around", () => {
  expect(nextSort(null, "name").direction).toBe("ascending");
  expect(nextSort({ column: "name", direction: "ascending" }, "name").direction).toBe("descending");
  expect(nextSort({ column: "name", direction: "ascending" }, "office").direction).toBe(
    "ascending",
  );
});
