import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { PickerTotals } from "$lib/ipc/bindings";

import RunningTotal from "./RunningTotal.svelte";
import { someTotals } from "./testing";

function open(totals: PickerTotals | null, wanted = "60", busy = false) {
  const [onlist, onreview, ondelete] = [vi.fn(), vi.fn(), vi.fn()];
  render(RunningTotal, { totals, wanted, busy, onlist, onreview, ondelete });
  return {
    onlist,
    onreview,
    ondelete,
    total: within(screen.getByRole("region", { name: "合计" })),
  };
}
const rows = (): (string | null)[] =>
  screen.getAllByRole("term").map((term) => term.textContent.trim());

it("shows distinct people, what they cover, and through what they come", () => {
  const { total } = open(someTotals());
  expect(total.getByText("139")).toBeInTheDocument();
  expect(total.getByText("征集 60 人，覆盖 2.3 倍")).toBeInTheDocument();
  expect(rows()).toEqual(["组织 2 个", "单位 0 个", "个人", "重复选中，只算一次", "除外"]);
});

it("says how many are missing to the headcount", () => {
  open(someTotals({ people: 48 }));
  expect(screen.getByText("征集 60 人，还差 12 人")).toBeInTheDocument();
});

it("keeps its rows while somebody selects, so that the button stays where it is", async () => {
  const totals = someTotals({ people: 0, orgs: 0, individuals: 0, chosen_twice: 0 });
  const { rerender } = render(RunningTotal, {
    totals,
    wanted: "60",
    busy: false,
    onlist: vi.fn(),
    onreview: vi.fn(),
    ondelete: vi.fn(),
  });
  const before = rows().length;
  await rerender({ totals: someTotals() });
  expect(rows()).toHaveLength(before);
});

it("names those who are gone from the roster", () => {
  open(someTotals({ unknown: 3, chosen_twice: 0 }));
  expect(rows()).toContain("名单里已没有，不会通知");
});

it("shows no figure before the roster was read", () => {
  open(null, "");
  expect(screen.getByText("–")).toBeInTheDocument();
  expect(screen.queryByRole("term")).toBeNull();
});

it("goes on once, however often it is pressed", async () => {
  const { onreview } = open(someTotals(), "60", true);
  await userEvent.click(screen.getByRole("button", { name: "核对并发布…" }));
  expect(onreview).not.toHaveBeenCalled();
});

it("opens the people behind what was chosen twice, left out, or is elsewhere", async () => {
  const elsewhere = { people: 0, tasks: 2, unread: 2, complete: true, oldest: null };
  const { onlist } = open(someTotals({ excluded: 3, elsewhere }));
  for (const [name, list] of [
    ["重复选中，只算一次", "twice"],
    ["除外", "excluded"],
    ["同一时段另有任务", "elsewhere"],
  ] as const) {
    await userEvent.click(screen.getByRole("button", { name }));
    expect(onlist).toHaveBeenLastCalledWith(list);
  }
  // Nobody is taken for free because nobody was asked.
  expect(screen.getByText("同一时段 2 个任务，其中 2 个没读过人员")).toBeInTheDocument();
});

it("has nobody to list where there is no other task at the time", () => {
  const elsewhere = { people: 0, tasks: 0, unread: 0, complete: true, oldest: null };
  open(someTotals({ elsewhere }));
  expect(screen.getByText("同一时段 0 个任务")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "同一时段另有任务" })).toBeNull();
});
