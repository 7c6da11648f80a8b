import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import SavedSheet from "./SavedSheet.svelte";
import { aGroup } from "./testing";

function open() {
  const ondelete = vi.fn();
  const saved = [aGroup({ id: "g1", name: "夜间值班" }), aGroup({ id: "g2", name: "白天值班" })];
  render(SavedSheet, { kind: "group", saved, onrename: () => {}, ondelete, onclose: () => {} });
  return { ondelete, saved };
}

it("asks_and_says_which_before_it_deletes", async () => {
  const { ondelete, saved } = open();
  await userEvent.click(screen.getByRole("button", { name: "删除：夜间值班" }));
  const question = (): HTMLElement => screen.getByRole("dialog", { name: "删除这个编组？" });
  expect(question()).toHaveTextContent("夜间值班");
  await userEvent.click(within(question()).getByRole("button", { name: "取消" }));
  expect(ondelete).not.toHaveBeenCalled();
  await waitFor(() => expect(screen.queryByRole("dialog", { name: /^删除/ })).toBeNull());
  await userEvent.click(screen.getByRole("button", { name: "删除：白天值班" }));
  await userEvent.click(within(question()).getByRole("button", { name: "删除" }));
  expect(ondelete).toHaveBeenCalledExactlyOnceWith(saved[1]);
});
