import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { startClock } from "./clock.svelte";
import { Cover } from "./cover.svelte";
import { watchIdle } from "./idle";
import LockScreen from "./LockScreen.svelte";
import Masked from "./Masked.svelte";
import { setPrivacy } from "./privacy.svelte";

afterEach(() => {
  setPrivacy(false);
});

describe("Masked", () => {
  const text = "100 0000 2201";
  const reveal = "显示陈嘉树的手机号";

  it("shows_the_text_as_it_is_without_privacy_mode", () => {
    render(Masked, { text, reveal });
    expect(screen.queryByRole("button")).toBeNull();
    expect(document.body).toContainHTML(text);
  });

  it("keeps_the_text_out_of_the_page_until_it_is_pressed_and_after_it_is_left", async () => {
    setPrivacy(true);
    render(Masked, { text, reveal });
    expect(document.body).not.toContainHTML("2201");
    await userEvent.click(screen.getByRole("button", { name: reveal }));
    expect(document.body).toContainHTML(text);
    await userEvent.tab();
    expect(document.body).not.toContainHTML("2201");
  });

  it("masks_the_text_that_takes_its_place", async () => {
    setPrivacy(true);
    const { rerender } = render(Masked, { text, reveal });
    await userEvent.click(screen.getByRole("button", { name: reveal }));
    await rerender({ text: "100 0000 7745" });
    for (const last of ["2201", "7745"]) expect(document.body).not.toContainHTML(last);
  });
});

describe("watchIdle", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const press = (): boolean => document.body.dispatchEvent(new Event("keydown", { bubbles: true }));

  it("tells_once_after_the_time_without_input_and_again_after_the_next", () => {
    const onidle = vi.fn();
    const stop = watchIdle(() => 60_000, onidle);
    vi.advanceTimersByTime(59_000);
    press();
    vi.advanceTimersByTime(59_000);
    expect(onidle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5_000);
    expect(onidle).toHaveBeenCalledOnce();
    press();
    vi.advanceTimersByTime(61_000);
    expect(onidle).toHaveBeenCalledTimes(2);
    stop();
    press();
    vi.advanceTimersByTime(120_000);
    expect(onidle).toHaveBeenCalledTimes(2);
  });

  it("an_input_after_a_sleep_does_not_pass_for_somebody_who_was_there", () => {
    const onidle = vi.fn();
    const stop = watchIdle(() => 60_000, onidle);
    vi.setSystemTime(3_600_000);
    press();
    expect(onidle).toHaveBeenCalledOnce();
    stop();
  });

  it("never_tells_while_there_is_no_time", () => {
    const onidle = vi.fn();
    const stop = watchIdle(() => null, onidle);
    vi.advanceTimersByTime(3_600_000);
    expect(onidle).not.toHaveBeenCalled();
    stop();
  });
});

describe("Cover", () => {
  /** A core as it is: while it is not locked, it takes any passphrase. */
  function covered() {
    const core = { locked: false };
    let locks = (): void => {};
    let refuses = (_why: Error): void => {};
    const cover = new Cover({
      lock: async () => {
        await new Promise<void>((done, failed) => ((locks = done), (refuses = failed)));
        core.locked = true;
      },
      unlock: (passphrase) => {
        if (core.locked && passphrase !== "三点集合") return Promise.reject(new Error("wrong"));
        core.locked = false;
        return Promise.resolve();
      },
    });
    return { cover, core, locks: () => locks(), refuses: () => refuses(new Error("disk")) };
  }

  it("lets_nobody_in_with_a_wrong_passphrase_while_it_is_being_closed", async () => {
    const { cover, core, locks } = covered();
    const closing = cover.close();
    expect(cover.drawn).toBe(true);
    const opening = cover.open("wrong");
    locks();
    await closing;
    await expect(opening).rejects.toThrow("wrong");
    expect(cover.drawn).toBe(true);
    expect(core.locked).toBe(true);
  });

  it("stays_open_for_whoever_had_the_right_one_before_it_was_closed", async () => {
    const { cover, core, locks } = covered();
    const closing = cover.close();
    const opening = cover.open("三点集合");
    locks();
    await Promise.all([closing, opening]);
    expect(cover.drawn).toBe(false);
    expect(core.locked).toBe(false);
  });

  it("covers_nothing_that_the_core_does_not_lock", async () => {
    const { cover, refuses } = covered();
    const closing = cover.close();
    refuses();
    await expect(closing).rejects.toThrow("disk");
    expect(cover.drawn).toBe(false);
  });
});

describe("LockScreen", () => {
  it("gives_the_passphrase_on_and_keeps_no_wrong_one", async () => {
    const onunlock = vi.fn(() => Promise.resolve({ code: "wrong_passphrase" } as const));
    render(LockScreen, { opens: true, onunlock });
    const field = screen.getByLabelText("解锁口令");
    expect(field).toHaveFocus();
    await userEvent.type(field, "三点集合{Enter}");
    expect(onunlock).toHaveBeenCalledWith("三点集合");
    expect(await screen.findByText("口令不对")).toBeInTheDocument();
    expect(field).toHaveValue("");
    expect(field).toHaveFocus();
  });

  it("says_how_long_to_wait_and_takes_nothing_until_then", async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ["Date"] });
    startClock()();
    const onunlock = vi.fn(() => Promise.resolve({ code: "try_later", at: 1_030_000 } as const));
    render(LockScreen, { opens: true, onunlock });
    await userEvent.type(screen.getByLabelText("解锁口令"), "wrong{Enter}");
    expect(await screen.findByText(/30 秒后可以再试/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "解锁" })).toBeDisabled();
    await userEvent.type(screen.getByLabelText("解锁口令"), "again{Enter}");
    expect(onunlock).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it("in_a_window_that_only_shows_says_where_it_is_opened", () => {
    render(LockScreen, { opens: false, onunlock: vi.fn() });
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText(/主窗口解锁/)).toBeInTheDocument();
  });
});
