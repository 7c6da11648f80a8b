import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import HoldButton from "./HoldButton.svelte";

const onact = vi.fn();
const button = (): HTMLElement => screen.getByRole("button");
const reducedMotion = (matches: boolean): void => {
  vi.spyOn(globalThis, "matchMedia").mockImplementation(
    (media) =>
      ({
        media,
        matches,
        addEventListener() {},
        removeEventListener() {},
      }) as unknown as MediaQueryList,
  );
};

beforeEach(() => {
  vi.useFakeTimers();
  onact.mockClear();
  reducedMotion(false);
  render(HoldButton, { label: "按住发出", onact });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A pointer's press as a browser reports it: its release ends in a click. */
async function press(ms: number): Promise<void> {
  await fireEvent.pointerDown(button(), { button: 0 });
  await vi.advanceTimersByTimeAsync(ms);
  await fireEvent.pointerUp(button());
  await fireEvent.click(button(), { detail: 1 });
}

describe("by pointer", () => {
  it("acts_after_two_seconds_and_once", async () => {
    await press(2500);
    expect(onact).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onact).toHaveBeenCalledOnce();
  });

  it("released_early_it_does_nothing_and_says_so", async () => {
    await press(1900);
    const said = screen.getByRole("status");
    expect(said, "where it can be seen").not.toHaveClass("sr-only");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onact).not.toHaveBeenCalled();
    expect(said).toHaveTextContent("已松开，没有执行");
    expect(said).toHaveClass("sr-only");
  });

  it("two_short_presses_are_no_hold", async () => {
    await press(100);
    await press(100);
    expect(onact).not.toHaveBeenCalled();
  });

  it("sliding_off_lets_go", async () => {
    await fireEvent.pointerDown(button(), { button: 0 });
    await fireEvent.pointerLeave(button());
    await vi.advanceTimersByTimeAsync(5000);
    expect(onact).not.toHaveBeenCalled();
  });

  it("the_other_mouse_button_does_nothing", async () => {
    await fireEvent.pointerDown(button(), { button: 2 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(onact).not.toHaveBeenCalled();
  });
});

describe.each([" ", "Enter"])("by key %j", (key) => {
  it("acts_after_two_seconds_of_holding", async () => {
    await fireEvent.keyDown(button(), { key });
    for (let i = 0; i < 60; i++) {
      await fireEvent.keyDown(button(), { key, repeat: true });
      await vi.advanceTimersByTimeAsync(40);
    }
    expect(onact).toHaveBeenCalledOnce();
  });

  it("a_short_press_does_nothing", async () => {
    await fireEvent.keyDown(button(), { key });
    await vi.advanceTimersByTimeAsync(500);
    await fireEvent.keyUp(button(), { key });
    await vi.advanceTimersByTimeAsync(5000);
    expect(onact).not.toHaveBeenCalled();
  });

  it("its_own_click_is_held_back", async () => {
    expect(await fireEvent.keyDown(button(), { key })).toBe(false);
  });

  it("the_key_that_commits_a_composition_does_nothing", async () => {
    await fireEvent.keyDown(button(), { key, keyCode: 229 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(onact).not.toHaveBeenCalled();
  });
});

describe("by assistive technology, which clicks without pressing", () => {
  it("asks_for_a_second_press_within_five_seconds", async () => {
    await fireEvent.click(button(), { detail: 0 });
    expect(onact).not.toHaveBeenCalled();
    expect(button()).toHaveAccessibleName("5 秒内再按一次确认");
    await vi.advanceTimersByTimeAsync(4900);
    await fireEvent.click(button(), { detail: 0 });
    expect(onact).toHaveBeenCalledOnce();
  });

  it("later_it_asks_again", async () => {
    await fireEvent.click(button(), { detail: 0 });
    await vi.advanceTimersByTimeAsync(5100);
    expect(button()).toHaveAccessibleName("按住发出");
    await fireEvent.click(button(), { detail: 0 });
    expect(onact).not.toHaveBeenCalled();
  });
});

it("with_reduced_motion_an_ordinary_press_asks_for_a_second_one", async () => {
  reducedMotion(true);
  await press(50);
  expect(onact).not.toHaveBeenCalled();
  await press(50);
  expect(onact).toHaveBeenCalledOnce();
});
