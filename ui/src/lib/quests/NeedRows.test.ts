import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import NeedRows from "./NeedRows.svelte";

it("a_quest_to_come_after_is_found_and_added_by_keyboard_alone", async () => {
  const onchange = vi.fn();
  render(NeedRows, {
    needs: [],
    error: "",
    find: () => Promise.resolve([{ quest: "7", name: "浇灌菜园" }]),
    named: () => Promise.resolve([]),
    onchange,
  });
  const field = screen.getByRole("textbox", { name: "添加前置任务" });
  await userEvent.type(field, "浇灌");
  const found = await screen.findByRole("button", { name: "浇灌菜园" });
  await userEvent.keyboard("{ArrowDown}");
  expect(found).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(onchange).toHaveBeenCalledExactlyOnceWith(["7"]);
  expect(field).toHaveFocus();
});
