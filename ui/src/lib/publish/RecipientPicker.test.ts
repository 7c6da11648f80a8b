import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { PickerTotals, Read } from "$lib/ipc/bindings";

import RecipientPicker from "./RecipientPicker.svelte";
import { Recipients } from "./recipients.svelte";
import { aRead, aRow, deskCalls, someTotals } from "./testing";

function open(
  more: { roster?: Read<PickerTotals>; offices?: boolean; chosen?: number; error?: string } = {},
) {
  const calls = deskCalls();
  calls.rows.mockImplementation((_view, query, offset) => {
    const rows = [
      aRow({ key: "h", kind: "heading", name: "昌岗街", state: "mixed", expanded: true }),
      aRow({ key: "p", kind: "person", name: "陈嘉树", level: 2, is_admin: true, people: 1 }),
    ];
    const found = query === "zzz" ? [] : rows;
    return Promise.resolve(aRead({ offset, total: found.length, rows: found }));
  });
  const onrefresh = vi.fn();
  render(RecipientPicker, {
    recipients: new Recipients(calls, () => {}),
    roster: aRead(someTotals()),
    chosen: 139,
    offices: true,
    onrefresh,
    ...more,
  });
  return { calls, onrefresh, user: userEvent.setup({ pointerEventsCheck: 0 }) };
}
const search = (): HTMLElement => screen.getByLabelText("搜索组织、单位、人员");

it("shows a tree whose boxes say off, mixed or on", async () => {
  open();
  const heading = await screen.findByRole("treeitem", { name: /^昌岗街/ });
  expect(heading).toHaveAttribute("aria-checked", "mixed");
  expect(heading).toHaveAttribute("aria-expanded", "true");
  const person = await screen.findByRole("treeitem", { name: /^陈嘉树/ });
  expect(person).toHaveAttribute("aria-level", "2");
  expect(screen.getByText("管理员")).toBeInTheDocument();
});

it("goes from the search into the tree and chooses by keyboard", async () => {
  const { calls, user } = open();
  await screen.findByRole("treeitem", { name: /^陈嘉树/ });
  await user.click(search());
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(screen.getByRole("treeitem", { name: /^陈嘉树/ })).toHaveFocus();
  await user.keyboard(" ");
  expect(calls.toggle).toHaveBeenCalledWith("orgs", "p", true);
});

it("an organisation's account has no offices to choose", () => {
  open({ offices: false });
  expect(screen.queryByRole("radio", { name: "单位" })).toBeNull();
  expect(screen.getByRole("radio", { name: "人员" })).toBeInTheDocument();
});

it("says what a search found, or that it found nothing and how to go on", async () => {
  const { user } = open();
  await user.type(search(), "zzz");
  expect(await screen.findAllByText("没有与“zzz”匹配的")).not.toHaveLength(0);
  await user.click(screen.getByRole("button", { name: "清空搜索" }));
  expect(search()).toHaveValue("");
  expect(await screen.findByRole("tree")).toBeInTheDocument();
});

it("does not search for half a word of an input method", async () => {
  const { calls } = open();
  await screen.findByRole("tree");
  calls.rows.mockClear();
  const field = search() as HTMLInputElement;
  field.value = "chang'g";
  field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(calls.rows).not.toHaveBeenCalled();
  field.value = "昌岗";
  field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  await vi.waitFor(() => expect(calls.rows).toHaveBeenCalledWith("orgs", "昌岗", 0, 100));
});

it("selects matches at once, and asks before it clears everybody", async () => {
  const { calls, user } = open();
  await user.click(screen.getByRole("button", { name: "全部清除" }));
  expect(calls.toggleMatches).not.toHaveBeenCalled();
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent("139 人");
  await user.click(screen.getAllByRole("button", { name: "全部清除" }).at(-1) as HTMLElement);
  expect(calls.toggleMatches).toHaveBeenCalledWith("orgs", "", false);
  await user.type(search(), "chen");
  await user.click(screen.getByRole("button", { name: "全选匹配" }));
  expect(calls.toggleMatches).toHaveBeenLastCalledWith("orgs", "chen", true);
});

it("shows an outline until the roster was read, and a way on where it cannot be", async () => {
  open({ roster: aRead<PickerTotals>(null) });
  expect(screen.getByText("正在读取名单…")).toBeInTheDocument();
  const { onrefresh, user } = open({
    roster: aRead<PickerTotals>(null, { problem: { code: "unreachable" } }),
  });
  expect(screen.getByText(/连不上服务器/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "重试" }));
  expect(onrefresh).toHaveBeenCalledOnce();
});

it("says that nobody is chosen where the eye looks for people", () => {
  open({ chosen: 0, error: "还没有选人" });
  expect(screen.getByText("还没有选人")).toBeInTheDocument();
});
