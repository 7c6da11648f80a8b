import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import Checkbox from "./Checkbox.svelte";
import DateTimeField from "./DateTimeField.svelte";
import NumberField from "./NumberField.svelte";
import SearchField from "./SearchField.svelte";
import Segmented from "./Segmented.svelte";
import TextArea from "./TextArea.svelte";
import TextField from "./TextField.svelte";

describe("TextField", () => {
  it("names_its_error_to_assistive_technology", () => {
    render(TextField, { label: "任务主题", value: "x", error: "太长了", hint: "最多 60 字" });
    const input = screen.getByLabelText("任务主题");
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription("太长了");
    expect(screen.queryByText("最多 60 字")).toBeNull();
  });

  it("counts_an_emoji_as_one_and_never_cuts", async () => {
    render(TextField, { label: "任务主题", limit: 3 });
    const input = screen.getByLabelText("任务主题");
    await userEvent.type(input, "防汛🌊");
    expect(screen.getByText("3 / 3")).toBeInTheDocument();
    await userEvent.type(input, "急");
    expect(input).toHaveValue("防汛🌊急");
    expect(screen.getByText(/超出 1 字/)).toBeInTheDocument();
  });
});

it("TextArea_counts_as_well", async () => {
  render(TextArea, { label: "任务详情", limit: 500 });
  await userEvent.type(screen.getByLabelText("任务详情"), "自带雨衣");
  expect(screen.getByText("4 / 500")).toBeInTheDocument();
});

describe("NumberField", () => {
  const field = (): HTMLElement => screen.getByLabelText("征集人数");

  it("reads_full_width_digits", async () => {
    const onchange = vi.fn();
    render(NumberField, { label: "征集人数", onchange });
    await userEvent.type(field(), "６０");
    expect(onchange).toHaveBeenLastCalledWith(60);
  });

  it("keeps_what_is_no_number_and_says_so", async () => {
    const onchange = vi.fn();
    render(NumberField, { label: "征集人数", onchange });
    await userEvent.type(field(), "6a");
    expect(onchange).toHaveBeenLastCalledWith(null);
    expect(field()).toHaveValue("6a");
    expect(field()).toHaveAccessibleDescription("请输入整数");
  });

  it("says_the_bound_that_is_passed_and_steps_stay_within", async () => {
    const onchange = vi.fn();
    render(NumberField, { label: "征集人数", value: 0, min: 1, max: 3, onchange });
    expect(field()).toHaveAccessibleDescription("不能小于 1");
    field().focus();
    await userEvent.keyboard("{Shift>}{ArrowUp}{/Shift}");
    expect(onchange).toHaveBeenLastCalledWith(3);
    expect(field()).toBeValid();
  });
});

describe("DateTimeField", () => {
  const props = { label: "集合时间", now: "2026-11-23 12:48" };

  it("understands_words_and_spells_out_what_it_understood", async () => {
    const onchange = vi.fn();
    render(DateTimeField, { ...props, onchange });
    const input = screen.getByLabelText("集合时间");
    await userEvent.type(input, "明天 6:40");
    expect(onchange).toHaveBeenLastCalledWith("2026-11-24 06:40");
    expect(input).toHaveAccessibleDescription("2026年11月24日 周二 06:40");
    await userEvent.tab();
    expect(input).toHaveValue("明天 06:40");
  });

  it("a_day_that_has_passed_this_year_is_said_to_be_next_years", async () => {
    render(DateTimeField, props);
    const input = screen.getByLabelText("集合时间");
    await userEvent.type(input, "3-18 9:00");
    const note = "2027年3月18日 周四 09:00 · 注意是明年";
    expect(input).toHaveAccessibleDescription(note);
    await userEvent.tab();
    expect(input).toHaveAccessibleDescription(note);
    await userEvent.clear(input);
    await userEvent.type(input, "12-18 9:00");
    expect(input).toHaveAccessibleDescription("2026年12月18日 周五 09:00");
  });

  it("keeps_what_it_does_not_understand_and_says_so_when_left", async () => {
    const onchange = vi.fn();
    render(DateTimeField, { ...props, onchange });
    const input = screen.getByLabelText("集合时间");
    await userEvent.type(input, "等通知");
    expect(input).toBeValid();
    await userEvent.tab();
    expect(input).toHaveValue("等通知");
    expect(input).toBeInvalid();
    expect(onchange).toHaveBeenLastCalledWith("等通知");
  });

  it("arrows_move_a_quarter_and_with_shift_an_hour", async () => {
    const onchange = vi.fn();
    render(DateTimeField, { ...props, value: "2026-11-23 14:00", onchange });
    screen.getByLabelText("集合时间").focus();
    await userEvent.keyboard("{ArrowUp}");
    expect(onchange).toHaveBeenLastCalledWith("2026-11-23 14:15");
    await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
    expect(onchange).toHaveBeenLastCalledWith("2026-11-23 13:15");
  });
});

describe("SearchField", () => {
  it("escape_clears_then_leaves_the_field_and_is_not_passed_on", async () => {
    const onsearch = vi.fn();
    const outside = vi.fn();
    document.body.addEventListener("keydown", outside);
    render(SearchField, { label: "筛选", onsearch });
    const input = screen.getByLabelText("筛选");
    await userEvent.type(input, "fx");
    expect(onsearch).toHaveBeenLastCalledWith("fx");
    outside.mockClear();
    await userEvent.keyboard("{Escape}");
    expect(onsearch).toHaveBeenLastCalledWith("");
    expect(outside).not.toHaveBeenCalled();
    expect(input).toHaveFocus();
    await userEvent.keyboard("{Escape}");
    expect(outside).not.toHaveBeenCalled();
    expect(input).not.toHaveFocus();
    await userEvent.keyboard("{Escape}");
    expect(outside).toHaveBeenCalledOnce();
    document.body.removeEventListener("keydown", outside);
  });

  it("in_a_dialog_escape_closes_the_dialog_once_nothing_is_typed", async () => {
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    document.body.append(dialog);
    const outside = vi.fn();
    dialog.addEventListener("keydown", outside);
    render(SearchField, { target: dialog, props: { label: "筛选" } });
    screen.getByLabelText("筛选").focus();
    await userEvent.keyboard("{Escape}");
    expect(outside).toHaveBeenCalledOnce();
    dialog.remove();
  });

  it("arrow_down_leaves_for_the_results_but_not_while_composing", async () => {
    const onleave = vi.fn();
    render(SearchField, { label: "筛选", onleave });
    const input = screen.getByLabelText("筛选");
    input.dispatchEvent(
      new KeyboardEvent("keydown", { key: "ArrowDown", keyCode: 229, bubbles: true }),
    );
    expect(onleave).not.toHaveBeenCalled();
    input.focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(onleave).toHaveBeenCalledOnce();
  });
});

it("Segmented_is_a_group_of_which_one_is_chosen", async () => {
  const onchange = vi.fn();
  const options = [
    { value: "test", label: "测试" },
    { value: "real", label: "实战" },
  ] as const;
  render(Segmented, { label: "性质", value: "test", options, onchange });
  expect(screen.getByRole("radiogroup", { name: "性质" })).toBeInTheDocument();
  expect(screen.getByRole("radio", { name: "测试" })).toBeChecked();
  await userEvent.click(screen.getByRole("radio", { name: "实战" }));
  expect(onchange).toHaveBeenCalledWith("real");
});

it("Checkbox_says_what_it_was_pressed_to", async () => {
  const onchange = vi.fn();
  render(Checkbox, { label: "昌岗街", onchange });
  const box = screen.getByRole("checkbox", { name: "昌岗街" });
  expect(box).not.toBeChecked();
  await userEvent.click(box);
  expect(onchange).toHaveBeenCalledWith(true);
});
