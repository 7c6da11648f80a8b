import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { handleKey } from "$lib/frame";
import type { DraftView } from "$lib/ipc/bindings";
import { CallError } from "$lib/ipc/error";

import PublishScreen from "./PublishScreen.svelte";
import { aDraft, aGroup, aRead, deskCalls, someTotals } from "./testing";

function open(draft: DraftView = aDraft(), people = 139) {
  const calls = deskCalls();
  const acts = { onrefresh: vi.fn(), onback: vi.fn(), ondelete: vi.fn(), onleft: vi.fn() };
  const page = render(PublishScreen, {
    draft,
    picker: aRead(someTotals({ people })),
    info: aRead({ is_office: true, places: [], total: 0 }),
    saved: [aGroup()],
    crs: "gcj02",
    calls,
    ...acts,
  });
  return { calls, page, ...acts, user: userEvent.setup({ pointerEventsCheck: 0 }) };
}
const review = (): HTMLElement => screen.getByRole("button", { name: "核对并发布…" });

it("goes to the first problem and lists all of them", async () => {
  const { calls, user } = open(
    aDraft({
      problems: [
        { field: "wanted", rule: "too_few" },
        { field: "finish_at", rule: "before_gathering" },
      ],
    }),
    0,
  );
  await user.click(review());
  expect(screen.getByLabelText("征集人数")).toHaveFocus();
  const summary = screen.getByText("还有 3 处要补：").parentElement;
  expect(summary).toHaveTextContent(
    "征集人数至少 1 人结束时间要晚于集合时间还没有选人，请在通知名单里勾选",
  );
  await user.click(screen.getByRole("button", { name: /还没有选人/ }));
  expect(screen.getByLabelText("搜索组织、单位、人员")).toHaveFocus();
  expect(calls.rehearse).not.toHaveBeenCalled();
});

it("says saved only once it is, and says so when it is not, keeping the text", async () => {
  const { calls, user } = open();
  let fail: (reason: unknown) => void = () => {};
  calls.save.mockImplementationOnce(() => new Promise((_, reject) => (fail = reject)));
  expect(screen.getByText("草稿已保存")).toBeInTheDocument();
  await user.type(screen.getByLabelText("任务主题"), "!");
  expect(screen.queryByText("草稿已保存")).toBeNull();
  await user.tab();
  fail(new CallError({ code: "storage" }));
  expect(await screen.findByText(/草稿没有保存：磁盘已满/)).toBeInTheDocument();
  expect(screen.getByLabelText("任务主题")).toHaveValue("珠江防汛 夜间巡堤!");
  await user.click(screen.getByRole("button", { name: "重试" }));
  expect(await screen.findByText("草稿已保存")).toBeInTheDocument();
});

it("opens the rehearsal of what was saved", async () => {
  const { user } = open();
  await user.click(review());
  expect(await screen.findByRole("dialog")).toHaveTextContent("核对后发出");
});

it("keeps what was typed when the page is left", async () => {
  const { calls, page, onleft, user } = open();
  await user.type(screen.getByLabelText("任务详情"), "自带雨衣");
  page.unmount();
  const [left] = onleft.mock.lastCall ?? [];
  expect(left).toMatchObject({ draft: "d1", empty: false });
  expect(await left?.kept).toBeNull();
  expect(calls.save.mock.lastCall?.[0].detail).toBe("自带雨衣");
});

it("Esc leaves the field first, then the page", async () => {
  const { onback, user } = open();
  window.addEventListener("keydown", (event) =>
    handleKey(event, { onhelp: () => {}, onpalette: () => {} }),
  );
  await user.click(screen.getByLabelText("任务主题"));
  await user.keyboard("{Escape}");
  expect(onback).not.toHaveBeenCalled();
  await user.keyboard("{Escape}");
  expect(onback).toHaveBeenCalledOnce();
});

it("deletes after a question, and saves nothing more", async () => {
  const { calls, page, ondelete, onleft, user } = open();
  await user.type(screen.getByLabelText("任务主题"), "!");
  await user.click(screen.getByRole("button", { name: "删除草稿" }));
  expect(await screen.findByRole("dialog")).toHaveTextContent("139 人");
  calls.save.mockClear();
  await user.click(screen.getByRole("button", { name: "删除" }));
  expect(ondelete).toHaveBeenCalledOnce();
  page.unmount();
  expect(calls.save).not.toHaveBeenCalled();
  expect(onleft).not.toHaveBeenCalled();
});

it("keeps the recipients as a group, and says when a name is taken", async () => {
  const { calls, user } = open();
  // Without layout the menu is never placed, and so never shown: the keys work.
  screen.getByRole("button", { name: "编组" }).focus();
  await user.keyboard("{Enter}");
  await screen.findByText("存为编组…");
  await user.keyboard("{ArrowDown}{Enter}");
  await user.type(await screen.findByLabelText("名称"), " 夜间值班");
  expect(screen.getByText("已有“夜间值班”，保存后会替换它")).toBeInTheDocument();
  await user.keyboard("{Enter}");
  await vi.waitFor(() => expect(calls.saveAs).toHaveBeenCalledWith("group", "夜间值班"));
});

it("adds a group to the recipients", async () => {
  const { calls, user } = open();
  screen.getByRole("button", { name: "编组" }).focus();
  await user.keyboard("{Enter}");
  await screen.findByText("加入“夜间值班”");
  await user.keyboard("{Enter}");
  expect(calls.addSaved).toHaveBeenCalledWith("g1");
});

it("lists who is chosen twice with everything that chose them", async () => {
  const { calls, user } = open();
  await user.click(screen.getByRole("button", { name: "重复选中，只算一次" }));
  const sheet = await screen.findByRole("dialog", { name: "重复选中的人" });
  expect(sheet).toBeInTheDocument();
  expect(await screen.findByText("昌岗街应急排、昌岗街")).toBeInTheDocument();
  expect(calls.people).toHaveBeenCalledWith("twice", 0, 100);
});
