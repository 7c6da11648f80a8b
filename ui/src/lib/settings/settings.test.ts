import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { DEFAULT_SETTINGS } from "$lib/frame";
import type { AppError, Settings } from "$lib/ipc/bindings";

import Appearance from "./Appearance.svelte";
import { SettingsEdit } from "./edit.svelte";
import PassphraseForm from "./PassphraseForm.svelte";
import ZoomStepper from "./ZoomStepper.svelte";

describe("PassphraseForm", () => {
  it("a_new_one_is_long_enough_and_typed_twice", async () => {
    const onunlock = vi.fn(() => Promise.resolve(null));
    render(PassphraseForm, { choose: true, onunlock });
    const [first, again] = [screen.getByLabelText("口令"), screen.getByLabelText("再输一次")];
    const act = (): Promise<void> =>
      userEvent.click(screen.getByRole("button", { name: "设置并继续" }));
    await userEvent.type(first, "short");
    await act();
    expect(first).toHaveAccessibleDescription("至少 8 个字");
    await userEvent.type(first, " but longer");
    await userEvent.type(again, "short but longe");
    await act();
    expect(again).toHaveAccessibleDescription("两次输入不一致");
    expect(onunlock).not.toHaveBeenCalled();
    await userEvent.type(again, "r");
    await act();
    expect(onunlock).toHaveBeenCalledExactlyOnceWith("short but longer");
  });

  it("a_wrong_one_is_said_and_cleared", async () => {
    const onunlock = vi.fn(() => Promise.resolve<AppError>({ code: "wrong_passphrase" }));
    render(PassphraseForm, { choose: false, onunlock });
    await userEvent.type(screen.getByLabelText("口令"), "x{Enter}");
    expect(await screen.findByText("口令不对")).toBeInTheDocument();
    expect(screen.getByLabelText("口令")).toHaveValue("");
  });
});

it("text_size_steps_and_stops_at_its_ends", async () => {
  const onchange = vi.fn();
  const { rerender } = render(ZoomStepper, { zoom: 100, onchange });
  await userEvent.click(screen.getByRole("button", { name: "放大文字" }));
  expect(onchange).toHaveBeenLastCalledWith(110);
  await rerender({ zoom: 200 });
  expect(screen.getByRole("button", { name: "放大文字" })).toBeDisabled();
  await rerender({ zoom: 80 });
  expect(screen.getByRole("button", { name: "缩小文字" })).toBeDisabled();
});

it("language_and_theme_are_chosen_by_their_names", async () => {
  const onchange = vi.fn();
  const settings = DEFAULT_SETTINGS;
  render(Appearance, { settings, onchange });
  await userEvent.click(screen.getByRole("radio", { name: "English" }));
  expect(onchange).toHaveBeenLastCalledWith({ language: "en" });
  await userEvent.click(screen.getByRole("radio", { name: "深色" }));
  expect(onchange).toHaveBeenLastCalledWith({ theme: "dark" });
});

describe("SettingsEdit", () => {
  const start = DEFAULT_SETTINGS;

  it("quick_changes_keep_what_they_change_and_nothing_that_was_read_before", async () => {
    const kept: Partial<Settings>[] = [];
    const edit = new SettingsEdit(
      () => start,
      (part) => {
        kept.push(part);
        return Promise.resolve({ ...start, ...part });
      },
    );
    const changes = [edit.change({ theme: "dark" }), edit.change({ density: "dense" })];
    expect(edit.settings).toEqual({ ...start, theme: "dark", density: "dense" });
    await Promise.all(changes);
    expect(kept).toEqual([{ theme: "dark" }, { density: "dense" }]);
  });

  it("the_latest_change_is_kept_last_however_slow_the_one_before", async () => {
    let core = start;
    let goOn = (): void => {};
    const slow = new Promise<void>((resolve) => (goOn = resolve));
    const edit = new SettingsEdit(
      () => start,
      async (part) => {
        if (part.lock_after === "5") await slow;
        core = { ...core, ...part };
        return core;
      },
    );
    const changes = [edit.change({ lock_after: "5" }), edit.change({ lock_after: "15" })];
    await new Promise((later) => setTimeout(later));
    goOn();
    await Promise.all(changes);
    expect(core.lock_after).toBe("15");
    expect(edit.settings.lock_after).toBe("15");
  });

  it("what_cannot_be_kept_is_taken_back", async () => {
    const edit = new SettingsEdit(
      () => start,
      () => Promise.reject(new Error("full")),
    );
    const changed = edit.change({ theme: "dark" });
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    await expect(changed).rejects.toThrow("full");
    expect(document.documentElement.dataset["theme"]).toBeUndefined();
    expect(edit.settings).toEqual(start);
  });
});

it("what_the_core_answered_holds_until_it_is_read_again", async () => {
  let read: Settings = DEFAULT_SETTINGS;
  // What was read meanwhile does not arrive, as when another reading overtakes it.
  const edit = new SettingsEdit(
    () => read,
    (part) => Promise.resolve({ ...read, ...part }),
  );
  await edit.change({ density: "dense" });
  expect(edit.settings.density).toBe("dense");
  read = { ...DEFAULT_SETTINGS, density: "comfortable", zoom: 110 };
  expect(edit.settings).toEqual(read);
});
