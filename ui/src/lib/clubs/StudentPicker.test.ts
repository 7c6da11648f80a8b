import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import StudentPicker from "./StudentPicker.svelte";
import { clubCalls, readNow } from "./testing";

function shown(more: object = {}) {
  const onchoose = vi.fn();
  render(StudentPicker, {
    label: "成员",
    calls: clubCalls(),
    roster: readNow({}),
    chosen: ["3"],
    onchoose,
    onrefresh: vi.fn(),
    ...more,
  });
  return onchoose;
}

it("groups_name_their_size_and_how_much_of_them_is_chosen", async () => {
  shown();
  const group = await screen.findByRole("treeitem", { name: /外联部/ });
  expect(group).toHaveAttribute("aria-checked", "mixed");
  expect(group).toHaveAccessibleName("外联部 2 人");
  expect(screen.getByRole("treeitem", { name: /未注明部门/ })).toBeInTheDocument();
  expect(screen.getByRole("radio", { name: /已选/ }).parentElement).toHaveTextContent("已选 1");
});

it("a_group_is_chosen_by_the_keyboard_alone", async () => {
  const onchoose = shown();
  await screen.findByRole("treeitem", { name: /秘书处/ });
  await userEvent.click(screen.getByRole("textbox", { name: "搜索成员" }));
  await userEvent.keyboard("{ArrowDown} ");
  expect(onchoose).toHaveBeenLastCalledWith(["3", "1", "2"]);
});

it("whoever_is_found_says_where_they_are_in_every_view", async () => {
  shown();
  await screen.findByRole("treeitem", { name: /秘书处/ });
  await userEvent.type(screen.getByRole("textbox", { name: "搜索成员" }), "周舟");
  const found = await screen.findByRole("treeitem", { name: /周舟/ });
  expect(found).toHaveTextContent("外联部 · 干事 · 2024 级");
});

it("among_the_chosen_a_search_that_finds_nobody_leads_to_everybody", async () => {
  shown();
  await userEvent.click(await screen.findByRole("radio", { name: /已选/ }));
  await userEvent.type(screen.getByRole("textbox", { name: "搜索成员" }), "林岚");
  const button = await screen.findByRole("button", { name: "在全部成员里找" });
  expect(screen.getByRole("button", { name: "全选匹配" })).toBeDisabled();
  await userEvent.click(button);
  expect(await screen.findByRole("treeitem", { name: /林岚/ })).toBeInTheDocument();
});

it("where_only_a_few_may_be_chosen_everybody_is_not_offered", async () => {
  shown({ few: true });
  await screen.findByRole("treeitem", { name: /秘书处/ });
  expect(screen.queryByRole("button", { name: "全选" })).toBeNull();
  expect(screen.getByRole("button", { name: "全部清除" })).toBeEnabled();
});

it("everybody_is_cleared_only_after_a_question", async () => {
  const onchoose = shown();
  await screen.findByRole("treeitem", { name: /秘书处/ });
  await userEvent.click(screen.getByRole("button", { name: "全部清除" }));
  expect(onchoose).not.toHaveBeenCalled();
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(dialog.querySelector("button.danger") as HTMLElement);
  await vi.waitFor(() => expect(onchoose).toHaveBeenLastCalledWith([]));
  const search = screen.getByRole("textbox", { name: "搜索成员" });
  await vi.waitFor(() => expect(search).toHaveFocus());
});

it("what_is_wrong_with_the_selection_stands_where_the_age_stood", () => {
  shown({ error: "还没有选成员" });
  expect(screen.getByText("还没有选成员")).toBeInTheDocument();
});

it("without_the_people_there_is_a_way_to_read_them", async () => {
  const onrefresh = vi.fn();
  shown({
    roster: { ...readNow(null), fetched_at: null, problem: { code: "unreachable" } },
    onrefresh,
  });
  await userEvent.click(screen.getByRole("button", { name: "重试" }));
  expect(onrefresh).toHaveBeenCalledOnce();
  expect(screen.queryByRole("tree")).toBeNull();
});
