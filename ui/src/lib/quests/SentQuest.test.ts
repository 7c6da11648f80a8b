import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { OutboxView } from "$lib/ipc/bindings";

import SentQuest from "./SentQuest.svelte";

const entry = { id: "o1", kind: "create_quest", title: "雨季巡田", state: "queued", send_at: 0 };

function sent(over: Partial<OutboxView>) {
  const ontakeback = vi.fn();
  const { unmount } = render(SentQuest, {
    entry: { ...entry, problem: null, ...over } as OutboxView,
    board: "/c/c1/quests",
    quest: null,
    another: null,
    onedit: vi.fn(),
    onpassword: vi.fn(),
    ontakeback,
    onback: vi.fn(),
  });
  return { ontakeback, unmount };
}

it("what_is_sent_can_be_taken_back_for_as_long_as_it_says_so", async () => {
  const waits = [
    { problem: null },
    { problem: { code: "unreachable" } },
    { problem: { code: "password_needed", connection: "c1" } },
  ] as const;
  for (const over of waits) {
    const { ontakeback, unmount } = sent(over);
    await userEvent.click(screen.getByRole("button", { name: "撤回" }));
    expect(ontakeback).toHaveBeenCalledOnce();
    unmount();
  }
  for (const state of ["sending", "confirmed", "unknown", "taken_back"] as const) {
    const { unmount } = sent({ state });
    expect(screen.queryByRole("button", { name: "撤回" })).toBeNull();
    unmount();
  }
});
