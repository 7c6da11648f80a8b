import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { CallError } from "$lib/ipc/error";

import { Autosave } from "./autosave.svelte";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A core whose answers come when the test says so. */
function core() {
  const asked: { text: string; answer: (text: string) => void; fail: (reason: unknown) => void }[] =
    [];
  const saved: string[] = [];
  const autosave = new Autosave<string, string>(
    (text) =>
      new Promise((answer, fail) => {
        asked.push({ text, answer, fail });
      }),
    (answer) => saved.push(answer),
  );
  const at = (index: number) => {
    const one = asked[index];
    if (!one) throw new Error(`nothing was saved for the ${index + 1}th time`);
    return one;
  };
  return { autosave, asked, saved, at };
}

it("saves once for many keystrokes, 300 ms after the first", async () => {
  const { autosave, asked, at } = core();
  for (const text of ["珠", "珠江", "珠江防汛"]) autosave.change(text);
  await vi.advanceTimersByTimeAsync(299);
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked.map((one) => one.text)).toEqual(["珠江防汛"]);
  expect(autosave.state).toBe("saving");
  at(0).answer("ok");
  await vi.runAllTimersAsync();
  expect(autosave.state).toBe("saved");
});

it("does not wait for a pause: steady typing is kept too", async () => {
  const { autosave, asked } = core();
  for (let i = 0; i < 8; i++) {
    autosave.change("长".repeat(i + 1));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked.length).toBeGreaterThan(0);
});

it("never runs two saves at once, and ends with the newest text", async () => {
  const { autosave, asked, saved, at } = core();
  autosave.change("a");
  await vi.advanceTimersByTimeAsync(300);
  autosave.change("ab");
  autosave.change("abc");
  const done = autosave.flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);
  at(0).answer("of a");
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.map((one) => one.text)).toEqual(["a", "abc"]);
  expect(autosave.state).not.toBe("saved");
  at(1).answer("of abc");
  expect(await done).toBe(true);
  expect(saved).toEqual(["of abc"]);
});

it("says that a save failed, keeps the text and saves it with the next one", async () => {
  const { autosave, asked, at } = core();
  autosave.change("a");
  const first = autosave.flush();
  at(0).fail(new CallError({ code: "storage" }));
  expect(await first).toBe(false);
  expect(autosave.state).toBe("failed");
  expect(autosave.problem).toEqual({ code: "storage" });
  const again = autosave.flush();
  expect(asked.map((one) => one.text)).toEqual(["a", "a"]);
  at(1).answer("ok");
  expect(await again).toBe(true);
  expect(autosave.problem).toBeNull();
});

it("does not replace newer text by the one whose save failed", async () => {
  const { autosave, asked, at } = core();
  autosave.change("a");
  const first = autosave.flush();
  autosave.change("ab");
  at(0).fail(new Error("gone"));
  await first;
  const again = autosave.flush();
  expect(asked.map((one) => one.text)).toEqual(["a", "ab"]);
  at(1).answer("ok");
  expect(await again).toBe(true);
});

it("has nothing to do where nothing was typed", async () => {
  const { autosave, asked } = core();
  expect(await autosave.flush()).toBe(true);
  expect(asked).toHaveLength(0);
});

it("forgets what is to be deleted", async () => {
  const { autosave, asked } = core();
  autosave.change("a");
  autosave.discard();
  await vi.advanceTimersByTimeAsync(1000);
  expect(await autosave.flush()).toBe(true);
  expect(asked).toHaveLength(0);
});
