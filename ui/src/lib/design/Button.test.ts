import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import Button from "./Button.svelte";
import IconButton from "./IconButton.svelte";
import { text } from "./testing";

it("a_press_acts_and_a_busy_button_ignores_it_but_keeps_the_focus", async () => {
  const onclick = vi.fn();
  const { rerender } = render(Button, { onclick, children: text("结束任务") });
  const button = screen.getByRole("button", { name: "结束任务" });
  await userEvent.click(button);
  expect(onclick).toHaveBeenCalledOnce();

  await rerender({ busy: true });
  await userEvent.click(button);
  expect(onclick).toHaveBeenCalledOnce();
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute("aria-busy", "true");
});

it("a_busy_submit_button_does_not_submit_again", async () => {
  const form = document.body.appendChild(document.createElement("form"));
  const submitted = vi.fn((event: Event) => {
    event.preventDefault();
  });
  form.addEventListener("submit", submitted);
  const { rerender } = render(Button, {
    props: { type: "submit", children: text("登录") },
    target: form,
  });
  await userEvent.click(screen.getByRole("button"));
  expect(submitted).toHaveBeenCalledOnce();
  await rerender({ busy: true });
  await userEvent.click(screen.getByRole("button"));
  expect(submitted).toHaveBeenCalledOnce();
  form.remove();
});

it("a_symbol_has_its_word", () => {
  render(IconButton, { label: "关闭", children: text("×") });
  expect(screen.getByRole("button", { name: "关闭" })).toHaveAttribute("title", "关闭");
});
