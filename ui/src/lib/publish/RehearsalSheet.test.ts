import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { Rehearsal } from "$lib/ipc/bindings";

import RehearsalFacts from "./RehearsalFacts.svelte";
import RehearsalSheet from "./RehearsalSheet.svelte";
import { aRehearsal, NOW } from "./testing";

function open(rehearsal: Rehearsal, sending = false) {
  const [onsend, onclose] = [vi.fn(), vi.fn()];
  render(RehearsalSheet, { rehearsal, now: NOW, sending, problem: null, onsend, onclose });
  return { onsend, onclose, user: userEvent.setup() };
}

it("says who, how many, when, where, and the title as sent", () => {
  open(aRehearsal());
  const sheet = screen.getByRole("dialog");
  for (const words of [
    "【演练】珠江防汛 夜间巡堤",
    "139",
    "征集 60 人，覆盖 2.3 倍",
    "昌岗街应急排、海珠区一排",
    "陈嘉树、李沐阳 等 24 人",
    "集合 今天 14:00",
    "2026年11月23日 周一 14:00，北京时间",
    "新天地广场",
  ]) {
    expect(sheet).toHaveTextContent(words);
  }
});

it("says that a real server phones people, and that the demo phones nobody", () => {
  open(aRehearsal());
  expect(screen.getByText(/给这 139 人真的发短信、打电话/)).toBeInTheDocument();
  open(aRehearsal({ demo: true }));
  expect(screen.getByText(/不会真的发短信或打电话/)).toBeInTheDocument();
});

it("says every caution as a sentence", () => {
  open(
    aRehearsal({
      cautions: [
        "fewer_than_wanted",
        "gather_soon",
        "gather_far_off",
        "old_roster",
        "unknown_left_out",
        "sent_before",
      ],
    }),
  );
  const said = screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(new Set(said).size).toBe(6);
  expect(said.every((sentence) => sentence.endsWith("。"))).toBe(true);
});

it("shows this machine's own time where it is another", () => {
  render(RehearsalFacts, { rehearsal: aRehearsal(), now: NOW, zone: "Europe/Berlin" });
  expect(screen.getByText(/集合 今天 14:00（本地 明天 07:00）/)).toBeInTheDocument();
});

it("a short press sends nothing", async () => {
  const { onsend, user } = open(aRehearsal());
  const hold = screen.getByRole("button", { name: "按住两秒发出" });
  await user.pointer([{ keys: "[MouseLeft>]", target: hold }, { keys: "[/MouseLeft]" }]);
  expect(onsend).not.toHaveBeenCalled();
});

it("cannot be closed or sent again while it is handed over", async () => {
  const { onclose, onsend, user } = open(aRehearsal(), true);
  await user.keyboard("{Escape}");
  expect(onclose).not.toHaveBeenCalled();
  expect(screen.getByRole("button", { name: "按住两秒发出" })).toBeDisabled();
  expect(onsend).not.toHaveBeenCalled();
});

it("goes back to the draft", async () => {
  const { onclose, user } = open(aRehearsal());
  await user.click(screen.getByRole("button", { name: "返回修改" }));
  expect(onclose).toHaveBeenCalledOnce();
});
