import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { DEFAULT_SETTINGS } from "$lib/frame";
import type { AppError, ScreenLock } from "$lib/ipc/bindings";

import LockPassphraseDialog from "./LockPassphraseDialog.svelte";
import LockSettings, { type LockAct } from "./LockSettings.svelte";

describe("LockSettings", () => {
  function open(opened_by: ScreenLock["opened_by"]) {
    const calls = { onchange: vi.fn(), onpassphrase: vi.fn(), onlock: vi.fn() };
    const lock = { locked: false, opened_by };
    render(LockSettings, { settings: DEFAULT_SETTINGS, lock, ...calls });
    return calls;
  }
  const buttons = (): (string | null)[] =>
    screen.getAllByRole("button").map((button) => button.textContent.trim());

  it("offers_no_lock_before_there_is_a_passphrase_that_opens_it", async () => {
    const { onpassphrase } = open("nothing");
    expect(screen.getByRole("radio", { name: "15 分钟" })).toBeDisabled();
    expect(buttons()).toEqual(["设置解锁口令"]);
    await userEvent.click(screen.getByRole("button"));
    expect(onpassphrase).toHaveBeenCalledWith("set");
  });

  it("with_one_it_locks_now_or_after_a_while_and_lets_it_be_changed_and_removed", async () => {
    const { onchange, onlock } = open("own");
    await userEvent.click(screen.getByRole("radio", { name: "15 分钟" }));
    expect(onchange).toHaveBeenCalledWith({ lock_after: "15" });
    expect(buttons()).toEqual(["立即锁定", "更换口令", "去掉口令"]);
    await userEvent.click(screen.getByRole("button", { name: "立即锁定" }));
    expect(onlock).toHaveBeenCalledOnce();
  });

  it("the_passphrase_of_the_stores_is_not_changed_here", () => {
    open("stores");
    expect(buttons()).toEqual(["立即锁定"]);
  });

  it("switches_privacy_mode", async () => {
    const { onchange } = open("nothing");
    await userEvent.click(screen.getByRole("checkbox", { name: "隐私模式" }));
    expect(onchange).toHaveBeenCalledWith({ privacy: true });
  });
});

describe("LockPassphraseDialog", () => {
  function open(act: LockAct, answer: AppError | null = null) {
    const onsave = vi.fn((_current: string, _fresh: string) => Promise.resolve(answer));
    render(LockPassphraseDialog, { act, onsave, onclose: vi.fn() });
    return onsave;
  }
  const type = (label: string, text: string): Promise<void> =>
    userEvent.type(screen.getByLabelText(label), text);

  const save = (): Promise<void> =>
    userEvent.click(screen.getByRole("button", { name: "保存口令" }));

  it("takes_no_short_one_and_none_that_differs_the_second_time", async () => {
    const onsave = open("set");
    await type("解锁口令", "12345");
    await type("再输一次", "12345");
    await save();
    expect(screen.getByText("至少 6 个字")).toBeInTheDocument();
    await type("解锁口令", "6");
    await save();
    expect(screen.getByText("两次输入不一致")).toBeInTheDocument();
    expect(onsave).not.toHaveBeenCalled();
    await type("再输一次", "6");
    await save();
    expect(onsave).toHaveBeenCalledWith("", "123456");
  });

  it("asks_for_the_present_one_and_says_when_it_is_wrong", async () => {
    const onsave = open("change", { code: "wrong_passphrase" });
    await type("现在的口令", "wrong one");
    await type("新口令", "三点集合 0310");
    await type("再输一次", "三点集合 0310");
    await save();
    expect(onsave).toHaveBeenCalledWith("wrong one", "三点集合 0310");
    expect(await screen.findByText("口令不对")).toBeInTheDocument();
    expect(screen.getByLabelText("现在的口令")).toHaveValue("");
    expect(screen.getByLabelText("新口令")).toHaveValue("三点集合 0310");
  });

  it("removing_it_needs_it", async () => {
    const onsave = open("remove");
    await userEvent.click(screen.getByRole("button", { name: "去掉口令" }));
    expect(onsave).not.toHaveBeenCalled();
    await type("现在的口令", "三点集合 0310{Enter}");
    expect(onsave).toHaveBeenCalledWith("三点集合 0310", "");
  });
});
