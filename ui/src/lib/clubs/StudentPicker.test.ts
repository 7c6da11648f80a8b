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
  expect(group).toHaveTextContent("2");
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

it("everybody_is_cleared_only_after_a_question", async () => {
  const onchoose = shown();
  await screen.findByRole("treeitem", { name: /秘书处/ });
  await userEvent.click(screen.getByRole("button", { name: "全部清除" }));
  expect(onchoose).not.toHaveBeenCalled();
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(dialog.querySelector("button.danger") as HTMLElement);
  await vi.waitFor(() => expect(onchoose).toHaveBeenLastCalledWith([]));
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
