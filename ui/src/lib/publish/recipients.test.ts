import { expect, it, vi } from "vitest";

import type { PickerRow, PickerTotals, Read, Rows } from "$lib/ipc/bindings";
import { CallError } from "$lib/ipc/error";

import { countMatches, Recipients, type PickerCalls } from "./recipients.svelte";
import { aRead, aRow, deskCalls, someTotals } from "./testing";

function open(rows: PickerRow[] = [aRow()]) {
  const calls = {
    ...deskCalls(),
    rows: vi.fn<PickerCalls["rows"]>((_view, _query, offset) =>
      Promise.resolve(aRead({ offset, total: rows.length, rows })),
    ),
    toggle: vi.fn<PickerCalls["toggle"]>(() => Promise.resolve(someTotals({ people: 5 }))),
    expand: vi.fn<PickerCalls["expand"]>(() => Promise.resolve(3)),
    toggleMatches: vi.fn<PickerCalls["toggleMatches"]>(() =>
      Promise.resolve(someTotals({ people: 9 })),
    ),
  };
  const totals: PickerTotals[] = [];
  return { calls, totals, recipients: new Recipients(calls, (one) => totals.push(one)) };
}

it("hands on the new total and reads the rows again after each choice", async () => {
  const { recipients, calls, totals } = open();
  await recipients.toggle(aRow({ key: "o1" }), true);
  expect(calls.toggle).toHaveBeenCalledWith("orgs", "o1", true);
  expect(totals.map((one) => one.people)).toEqual([5]);
  expect(recipients.version).toBe(1);
});

it("selects what the query shows in the view that is open", async () => {
  const { recipients, calls } = open();
  recipients.show("people");
  recipients.search("changg");
  await recipients.toggleMatches(true);
  expect(calls.toggleMatches).toHaveBeenCalledWith("people", "changg", true);
});

it("counts what matched, and not the rows that only lead there", async () => {
  const { recipients } = open([
    aRow({ name: "海珠人武部" }),
    aRow({ name: "昌岗街", matched: [[0, 2]] }),
    aRow({ name: "昌小满", kind: "person", matched: [[0, 1]] }),
  ]);
  recipients.search("chang");
  await recipients.rows(0, 100);
  expect(recipients.matches).toEqual({ query: "chang", rows: 3, kinds: { groups: 1, people: 1 } });
});

it("counts nothing where only a part of the rows is here", () => {
  expect(countMatches({ offset: 0, total: 400, rows: [aRow()] })).toBeNull();
});

it("a late answer to an earlier query does not speak for the present one", async () => {
  const { recipients, calls } = open();
  let answer: (read: Read<Rows<PickerRow>>) => void = () => {};
  calls.rows.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  recipients.search("chen");
  const late = recipients.rows(0, 100);
  recipients.search("chenj");
  answer(aRead({ offset: 0, total: 0, rows: [] }));
  await late;
  expect(recipients.matches).toBeNull();
});

it("says why a choice was not kept, and shows the rows as they are", async () => {
  const { recipients, calls, totals } = open();
  calls.toggle.mockRejectedValueOnce(new CallError({ code: "storage" }));
  await recipients.toggle(aRow(), true);
  expect(recipients.problem).toEqual({ code: "storage" });
  expect(totals).toEqual([]);
  expect(recipients.version).toBe(1);
  await recipients.toggle(aRow(), true);
  expect(recipients.problem).toBeNull();
});

it("a row is chosen in the view that it is shown in, until those of the next are here", async () => {
  const { recipients, calls } = open();
  await recipients.rows(0, 100);
  recipients.show("offices");
  await recipients.toggle(aRow({ key: "o1" }), true);
  expect(calls.toggle).toHaveBeenLastCalledWith("orgs", "o1", true);
  await recipients.rows(0, 100);
  await recipients.expand(aRow({ key: "f1" }), true);
  expect(calls.expand).toHaveBeenLastCalledWith("offices", "f1", true, false);
});

it("sends one act after the other, so that the last one is the last word", async () => {
  const { recipients, calls, totals } = open();
  let answer: (totals: PickerTotals) => void = () => {};
  calls.toggle.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const on = recipients.toggle(aRow({ key: "o1" }), true);
  const off = recipients.toggle(aRow({ key: "o1" }), false);
  await Promise.resolve();
  expect(calls.toggle).toHaveBeenCalledExactlyOnceWith("orgs", "o1", true);
  answer(someTotals({ people: 7 }));
  await Promise.all([on, off]);
  expect(calls.toggle).toHaveBeenLastCalledWith("orgs", "o1", false);
  expect(totals.map((one) => one.people)).toEqual([7, 5]);
});
