import { beforeEach, expect, it, vi } from "vitest";

import { toast } from "$lib/design";

import type { AppError, Target } from "./bindings";
import { CallError } from "./error";
import { Refreshing } from "./refreshing.svelte";

const { call, invalidate } = vi.hoisted(() => ({ call: vi.fn(), invalidate: vi.fn() }));
vi.mock("./call", async (real) => ({ ...(await real<object>()), call }));
vi.mock("$app/navigation", () => ({ invalidate, invalidateAll: vi.fn(), goto: vi.fn() }));

const TARGETS: Target[] = [{ kind: "roster", connection: "c1" }];
const failed = vi.fn();

/** What is told by a toast where reading ends so, and the page says this by itself. */
async function told(problem: AppError | null, said: AppError | null): Promise<unknown[]> {
  call.mockImplementation(() =>
    problem ? Promise.reject(new CallError(problem)) : Promise.resolve(null),
  );
  await new Refreshing().ask(TARGETS, ["roster/c1"], () => said);
  return failed.mock.calls.map(([what]) => what);
}

const rejected: AppError = { code: "rejected", message: "系统繁忙" };

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(toast, "failed").mockImplementation(failed);
});

it("what_was_read_is_shown_and_nothing_is_told", async () => {
  expect(await told(null, null)).toEqual([]);
  expect(call).toHaveBeenCalledExactlyOnceWith("refresh", { target: TARGETS[0] });
  expect(invalidate).toHaveBeenCalledExactlyOnceWith("app:roster/c1");
});

it("a_failure_is_told_where_the_page_does_not_say_it", async () => {
  expect(await told(rejected, rejected)).toEqual([]);
  expect(await told(rejected, null)).toEqual([expect.stringContaining("系统繁忙")]);
});

it("what_the_frame_says_is_told_nowhere_else", async () => {
  expect(await told({ code: "unreachable" }, null)).toEqual([]);
  expect(await told({ code: "not_signed_in", connection: "c1" }, null)).toEqual([]);
});
