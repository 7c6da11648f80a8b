import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { OutboxView } from "$lib/ipc/bindings";
import { CallError } from "$lib/ipc/error";

import SentScreen from "./SentScreen.svelte";
import { anEntry, deskCalls } from "./testing";

function open(entry: OutboxView) {
  const calls = deskCalls();
  const hrefs = { tasks: "/t", task: null, outbox: "/o", another: "/n", signIn: "/s" };
  const props = { entry, calls, hrefs, onback: vi.fn(), onedit: vi.fn() };
  const page = render(SentScreen, props);
  return { calls, page, user: userEvent.setup() };
}
const queued = (): OutboxView => anEntry({ send_at: Date.now() + 10_000 });

it("counts down from ten, not from eleven", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    open(queued());
    expect(screen.getByRole("timer")).toHaveTextContent("10 秒后发出");
  } finally {
    vi.useRealTimers();
  }
});

it("takes back once, however often it is pressed", async () => {
  const { calls, user } = open(queued());
  calls.takeBack.mockImplementation(() => new Promise(() => {}));
  await user.click(screen.getByRole("button", { name: "撤回" }));
  await user.click(screen.getByRole("button", { name: "撤回" }));
  await user.click(screen.getByRole("button", { name: "立即发出" }));
  expect(calls.takeBack).toHaveBeenCalledOnce();
  expect(calls.sendNow).not.toHaveBeenCalled();
});

it("says that it was too late to take back, and goes on showing what happens", async () => {
  const { calls, page, user } = open(queued());
  calls.takeBack.mockRejectedValueOnce(new CallError({ code: "too_late" }));
  await user.click(screen.getByRole("button", { name: "撤回" }));
  expect(await screen.findByText(/已经来不及了/)).toBeInTheDocument();
  await page.rerender({ entry: anEntry({ state: "confirmed", task: "7" }) });
  expect(screen.getByText("已发出")).toBeInTheDocument();
});
