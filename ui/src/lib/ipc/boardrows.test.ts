import { expect, it, vi } from "vitest";

import { useTransport } from "./transports";

import { BoardRows } from "./boardrows";
import { read } from "$lib/tasks/testing";

function open() {
  const asked = vi.fn((_name: string, args: Record<string, unknown>) =>
    Promise.resolve(read({ offset: args["offset"], total: 1, rows: [] })),
  );
  useTransport({
    call: (name, args) => asked(name, args as Record<string, unknown>),
    listen: () => Promise.resolve(() => {}),
  });
  return { asked, rows: new BoardRows("list_check_ins") };
}
const args = {
  connection: "c1",
  task: "7",
  status: null,
  office: null,
  filter: "",
  sort: "name",
  descending: false,
  offset: 100,
  limit: 100,
} as const;

it("begins what was shown last, and hands it out once", async () => {
  const { asked, rows } = open();
  await rows.read(args, null);
  const begun = rows.begin("c1", "7");
  expect(asked).toHaveBeenCalledTimes(1);
  expect((await rows.read(args, begun)).value?.offset).toBe(100);
  expect(asked).toHaveBeenCalledTimes(2);
  await rows.read(args, begun);
  expect(asked).toHaveBeenCalledTimes(3);
});

it("hands out nothing to who asks for something else", async () => {
  const { asked, rows } = open();
  await rows.read(args, null);
  const begun = rows.begin("c1", "7");
  expect((await rows.read({ ...args, offset: 0 }, begun)).value?.offset).toBe(0);
  expect(asked).toHaveBeenCalledTimes(3);
});

it("begins nothing for a task whose table showed nothing", async () => {
  const { asked, rows } = open();
  expect(rows.begin("c1", "7")).toBeNull();
  await rows.read(args, null);
  expect(rows.begin("c1", "8")).toBeNull();
  expect(asked).toHaveBeenCalledTimes(1);
});
