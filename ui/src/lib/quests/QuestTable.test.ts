import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import { describe, expect, it, vi } from "vitest";

import type { Quest } from "$lib/ipc/bindings";

import { questColumns } from "./columns";
import { START } from "./place";
import QuestTable from "./QuestTable.svelte";

const quest = (index: number): Quest => ({
  id: `q${index}`,
  name: `任务${index}`,
  description: "",
  kind: "daily",
  category: null,
  target_type: "login",
  target_count: 1,
  progress: 0,
  status: "not_accepted",
  rewards: [],
  time_limit_s: null,
  expires_at: null,
  available: true,
  reset: null,
  max_completions: null,
  completions: null,
});

function table(total: number) {
  const picked = new SvelteSet<string>();
  const ontick = vi.fn();
  let gone = 0;
  const props: ComponentProps<typeof QuestTable> = {
    place: START,
    shown: questColumns(),
    version: 0,
    picked,
    href: (id) => `/${id}`,
    read: (offset, limit) =>
      Promise.resolve({
        offset,
        total,
        rows: Array.from({ length: Math.min(limit, total - offset) }, (_, i) =>
          quest(gone + offset + i),
        ),
      }),
    onpick: (quests, on) => {
      for (const { id } of quests)
        if (on) picked.add(id);
        else picked.delete(id);
    },
    ontick,
    onsort: vi.fn(),
    onopen: vi.fn(),
    oncopy: vi.fn(),
  };
  const { rerender } = render(QuestTable, props);
  /** The first so many are deleted. */
  const lose = (count: number): Promise<void> => {
    gone = count;
    return rerender({ ...props, version: count });
  };
  return { picked, ontick, lose };
}

describe("the table of the board", () => {
  it("the_box_over_it_selects_all_and_none_and_is_mixed_in_between", async () => {
    const { picked } = table(3);
    await screen.findByText("任务0");
    const all = screen.getByRole("checkbox", { name: "全选" });
    expect(all).not.toBeChecked();
    picked.add("q1");
    await vi.waitFor(() => expect(all).toBePartiallyChecked());
    await userEvent.click(all);
    expect([...picked].sort()).toEqual(["q0", "q1", "q2"]);
    expect(all).toBeChecked();
    await userEvent.click(all);
    expect(picked.size).toBe(0);
    expect(all).not.toBePartiallyChecked();
  });

  it("of_very_many_it_selects_what_goes_at_once_and_says_so", async () => {
    const { picked } = table(10_000);
    await screen.findByText("任务0");
    await userEvent.click(screen.getByRole("checkbox", { name: "选择前 100 项" }));
    expect(picked.size).toBe(100);
  });

  it("scrolled_down_it_selects_what_is_first_by_now", async () => {
    const { picked, lose } = table(10_000);
    await screen.findByText("任务0");
    const scroller = screen.getByRole("grid").parentElement as HTMLElement;
    scroller.scrollTop = 34 * 5_000;
    await fireEvent.scroll(scroller);
    await screen.findByText("任务5000");
    await lose(3);
    await screen.findByText("任务5003");
    await userEvent.click(screen.getByRole("checkbox", { name: "选择前 100 项" }));
    await vi.waitFor(() => expect(picked.size).toBe(100));
    expect(picked.has("q2")).toBe(false);
    expect(picked.has("q102")).toBe(true);
  });

  it("a_box_says_where_it_stands_and_whether_a_run_is_meant", async () => {
    const { ontick } = table(3);
    await screen.findByText("任务0");
    const user = userEvent.setup();
    await user.click(screen.getByRole("checkbox", { name: "选择 任务0" }));
    expect(ontick).toHaveBeenLastCalledWith(quest(0), 0, true, false);
    await user.keyboard("{Shift>}");
    await user.click(screen.getByRole("checkbox", { name: "选择 任务2" }));
    expect(ontick).toHaveBeenLastCalledWith(quest(2), 2, true, true);
  });
});
