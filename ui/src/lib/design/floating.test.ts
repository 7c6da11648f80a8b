import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import Dialog from "./Dialog.svelte";
import Select from "./Select.svelte";
import Sheet from "./Sheet.svelte";
import Tabs from "./Tabs.svelte";
import { markup, text, textOf } from "./testing";
import Trigger from "./Trigger.fixture.svelte";

describe.each([
  ["Dialog", Dialog],
  ["Sheet", Sheet],
])("%s", (_name, component) => {
  it("has_a_name_and_a_description_and_escape_closes_it", async () => {
    const onclose = vi.fn();
    render(component, {
      open: true,
      title: "结束任务",
      description: "不能再签到",
      onclose,
      children: text("…"),
    });
    const dialog = screen.getByRole("dialog", { name: "结束任务" });
    expect(dialog).toHaveAccessibleDescription("不能再签到");
    await userEvent.keyboard("{Escape}");
    expect(onclose).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("opens_at_the_first_field_that_is_empty", async () => {
    const children = markup(`<div><input value="值班员"><input aria-label="密码"></div>`);
    render(component, { open: true, title: "登录", children });
    await waitFor(() => expect(screen.getByLabelText("密码")).toHaveFocus());
  });

  it("opens_at_itself_where_there_is_nothing_to_fill_in", async () => {
    render(component, { open: true, title: "快捷键", children: text("…") });
    await waitFor(() => expect(screen.getByRole("dialog")).toHaveFocus());
  });

  it("the_escape_that_ends_what_an_input_method_puts_together_leaves_it_open", async () => {
    const onclose = vi.fn();
    const children = markup(`<div><input aria-label="名称"></div>`);
    render(component, { open: true, title: "改名", onclose, children });
    await waitFor(() => expect(screen.getByLabelText("名称")).toHaveFocus());
    await fireEvent.keyDown(screen.getByLabelText("名称"), { key: "Escape", isComposing: true });
    expect(onclose).not.toHaveBeenCalled();
    await fireEvent.keyDown(screen.getByLabelText("名称"), { key: "Escape" });
    expect(onclose).toHaveBeenCalledOnce();
  });

  it("locked_it_stays", async () => {
    const onclose = vi.fn();
    render(component, { open: true, title: "正在发出", locked: true, onclose });
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("button", { name: "关闭" }));
    expect(onclose).not.toHaveBeenCalled();
    expect(screen.getByRole("dialog")).toBeInTheDocument();
  });
});

it("Select_chooses_by_keyboard", async () => {
  const onchange = vi.fn();
  const options = [
    { value: "gcj02", label: "GCJ-02" },
    { value: "wgs84", label: "WGS-84" },
  ] as const;
  render(Select, { label: "坐标系", value: "gcj02", options, onchange });
  const button = screen.getByRole("combobox", { name: "坐标系" });
  expect(button).toHaveTextContent("GCJ-02");
  button.focus();
  await userEvent.keyboard("{Enter}");
  await screen.findByText("WGS-84");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(onchange).toHaveBeenCalledWith("wgs84"));
});

it("Menu_offers_its_acts", async () => {
  const onselect = vi.fn();
  render(Trigger, { words: "更多", items: [{ id: "remove", label: "移除", onselect }] });
  screen.getByRole("button", { name: "更多" }).focus();
  await userEvent.keyboard("{Enter}");
  // Without layout the menu is never placed, and so never shown: the keys work.
  await screen.findByText("移除");
  await userEvent.keyboard("{Enter}");
  expect(onselect).toHaveBeenCalledOnce();
});

it("Tabs_move_by_arrow_and_name_their_panel", async () => {
  const onchange = vi.fn();
  const tabs = [
    { value: "responses", label: "响应", count: "120" },
    { value: "people", label: "人员" },
  ] as const;
  const children = textOf((value: string) => `panel ${value}`);
  render(Tabs, { label: "任务", value: "responses", tabs, onchange, children });
  screen.getByRole("tab", { name: /响应/ }).focus();
  await userEvent.keyboard("{ArrowRight}");
  await waitFor(() => expect(onchange).toHaveBeenCalledWith("people"));
  expect(screen.getByRole("tab", { name: "人员" })).toHaveAttribute("aria-selected", "true");
  expect(screen.getByRole("tabpanel", { name: "人员" })).toBeInTheDocument();
});
