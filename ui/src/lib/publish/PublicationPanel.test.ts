import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { OutboxView } from "$lib/ipc/bindings";

import PublicationPanel from "./PublicationPanel.svelte";
import { anEntry, NOW } from "./testing";

function open(
  entry: Partial<OutboxView>,
  more: { busy?: "taking_back" | "sending"; task?: string; now?: number } = {},
) {
  const acts = { ontakeback: vi.fn(), onsendnow: vi.fn(), onedit: vi.fn() };
  render(PublicationPanel, {
    entry: anEntry(entry),
    now: more.now ?? NOW,
    busy: more.busy ?? null,
    problem: null,
    hrefs: {
      tasks: "/tasks",
      task: more.task ?? null,
      outbox: "/outbox",
      another: "/new",
      signIn: "/sign-in",
    },
    ...acts,
  });
  return { ...acts, user: userEvent.setup() };
}
const button = (name: string): HTMLElement => screen.getByRole("button", { name });

it("counts down, says that leaving does not cancel, and offers both ways out", async () => {
  const { ontakeback, onsendnow, user } = open({}, { now: NOW + 2_500 });
  expect(screen.getByRole("timer")).toHaveTextContent("8 秒后发出");
  expect(screen.getByText(/离开这一页不会取消/)).toBeInTheDocument();
  await user.click(button("撤回"));
  await user.click(button("立即发出"));
  expect(ontakeback).toHaveBeenCalledOnce();
  expect(onsendnow).toHaveBeenCalledOnce();
});

it("while one of them is under way neither can be pressed", async () => {
  const { ontakeback, onsendnow, user } = open({}, { busy: "taking_back" });
  await user.click(button("撤回"));
  await user.click(button("立即发出"));
  expect(ontakeback).not.toHaveBeenCalled();
  expect(onsendnow).not.toHaveBeenCalled();
});

it("takes the focus, so that the keyboard is where the decision is", () => {
  open({});
  expect(screen.getByRole("heading", { level: 2 })).toHaveFocus();
});

it("a server that is away: nothing was sent, and it can still be taken back", () => {
  open({ problem: { code: "unreachable" }, send_at: NOW + 15_000 });
  expect(screen.getByText("连不上服务器，15 秒后再试")).toBeInTheDocument();
  expect(screen.getByText(/什么都还没有发出/)).toBeInTheDocument();
  expect(button("撤回")).toBeEnabled();
  expect(button("现在再试")).toBeEnabled();
});

it("a session that has ended: nothing was sent, and signing in goes on with it", () => {
  open({ problem: { code: "not_signed_in", connection: "c1" } });
  expect(screen.getByText(/重新登录后会再倒数十秒/)).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "重新登录" })).toHaveAttribute("href", "/sign-in");
  expect(button("撤回")).toBeEnabled();
});

it("on its way there is nothing to press", () => {
  open({ state: "sending" });
  expect(screen.getByText("正在发出…")).toBeInTheDocument();
  expect(screen.queryByRole("button")).toBeNull();
});

it("confirmed leads to the task where it is known", () => {
  open({ state: "confirmed", task: "7" }, { task: "/tasks/7" });
  expect(screen.getByText("已发出")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "看谁应答了" })).toHaveAttribute("href", "/tasks/7");
});

it("confirmed without a task leads to the list", () => {
  open({ state: "confirmed" });
  expect(screen.queryByRole("link", { name: "看谁应答了" })).toBeNull();
  expect(screen.getByRole("link", { name: "回到任务列表" })).toBeInTheDocument();
});

it("rejected: the server's words, and back to the draft", async () => {
  const { onedit, user } = open({
    state: "rejected",
    problem: { code: "rejected", message: "集合地点不在辖区内" },
  });
  expect(screen.getByText(/集合地点不在辖区内/)).toBeInTheDocument();
  expect(screen.getByText(/没有通知任何人/)).toBeInTheDocument();
  await user.click(button("回到草稿修改"));
  expect(onedit).toHaveBeenCalledOnce();
});

it("a server's words are shown as text, whatever they are", () => {
  open({ state: "rejected", problem: { code: "rejected", message: "<img src=x onerror=1>" } });
  expect(screen.getByText(/<img src=x onerror=1>/)).toBeInTheDocument();
  expect(document.querySelector("img")).toBeNull();
});

it("unknown: says what is done to find out, sends nothing again, leads to the outbox", () => {
  open({ state: "unknown", search: { searched_at: NOW, readings: 1, found: [] } });
  expect(screen.getByText(/不会自动再发/)).toBeInTheDocument();
  expect(screen.getByText(/已读 1 遍/)).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "打开发件箱" })).toHaveAttribute("href", "/outbox");
  expect(screen.queryByRole("button")).toBeNull();
});
