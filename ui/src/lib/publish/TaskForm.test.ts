import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { DraftPlace, Problem } from "$lib/ipc/bindings";

import { DraftForm } from "./form.svelte";
import TaskForm from "./TaskForm.svelte";
import { aDraft, deskCalls, NOW } from "./testing";

const places = [
  { id: "5", name: "新天地广场", at: null },
  { id: "6", name: "江南新村", at: null },
];

function open(more: { place?: DraftPlace; problems?: Problem[] } = {}) {
  const draft = aDraft({ problems: more.problems ?? [] });
  if (more.place) draft.fields.place = more.place;
  const form = new DraftForm(draft, deskCalls().save);
  render(TaskForm, { form, places, crs: "gcj02", now: NOW });
  return { form, user: userEvent.setup() };
}
const title = (): HTMLElement => screen.getByLabelText("任务主题");
const place = (): HTMLElement => screen.getByRole("combobox", { name: "集合地点" });

describe("the title", () => {
  it("is counted with its mark and shown as it will be sent", async () => {
    const { user } = open();
    expect(screen.getByText("13 / 60")).toBeInTheDocument();
    expect(screen.getByText("发出时：【演练】珠江防汛 夜间巡堤")).toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: "实战" }));
    expect(screen.getByText("9 / 60")).toBeInTheDocument();
    expect(screen.queryByText(/【演练】/)).toBeNull();
  });

  it("keeps ten thousand characters, %, + and emoji", async () => {
    const { form, user } = open();
    const long = "长".repeat(10_000);
    await user.clear(title());
    await user.click(title());
    await user.paste(`100% + 🌊${long}`);
    expect(form.fields.title).toBe(`100% + 🌊${long}`);
    expect(screen.getByText(/超出/)).toBeInTheDocument();
  });

  it("says what is wrong once it was left", async () => {
    const { user } = open({ problems: [{ field: "title", rule: "missing" }] });
    expect(screen.queryByText("请填写任务主题")).toBeNull();
    await user.click(title());
    await user.tab();
    expect(title()).toHaveAccessibleDescription("请填写任务主题");
  });
});

it("one press sets a time, and the finish counts from the gathering", async () => {
  const { form, user } = open();
  await user.click(screen.getByRole("button", { name: "30 分钟后" }));
  expect(form.fields.gather_at).toBe("2026-11-23 03:40");
  await user.click(screen.getByRole("button", { name: "+4 小时" }));
  expect(form.fields.finish_at).toBe("2026-11-23 07:40");
});

describe("the place", () => {
  it("is found by typing and chosen with Enter", async () => {
    const { form, user } = open();
    await user.type(place(), "江南");
    expect(screen.getAllByRole("option").map((one) => one.textContent.trim())).toEqual([
      "江南新村",
      "新地点“江南”",
    ]);
    await user.keyboard("{Enter}");
    expect(form.fields.place).toEqual({ kind: "saved", id: "6" });
    expect(place()).toHaveValue("江南新村");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("saved places that come late do not move what the list shows", async () => {
    const form = new DraftForm(aDraft({ problems: [] }), deskCalls().save);
    const { rerender } = render(TaskForm, { form, places: null, crs: "gcj02", now: NOW });
    const user = userEvent.setup();
    await user.type(place(), "新");
    const shown = (): string[] =>
      screen.getAllByRole("option").map((one) => one.textContent.trim());
    expect(shown()).toEqual(["新地点“新”"]);
    await rerender({ places });
    expect(shown()).toEqual(["新地点“新”", "新天地广场", "江南新村"]);
    expect(screen.getByRole("option", { selected: true })).toHaveTextContent("新地点“新”");
    await user.keyboard("{Enter}");
    expect(form.fields.place).toMatchObject({ kind: "new", name: "新" });
  });

  it("does not take the Enter that an input method ends a word with", async () => {
    const { form, user } = open();
    await user.type(place(), "jiang");
    place().dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true }),
    );
    expect(form.fields.place).toEqual({ kind: "unset" });
    expect(screen.getByRole("listbox")).toBeInTheDocument();
  });

  it("Escape closes the list and gives back what was chosen", async () => {
    const { form, user } = open({ place: { kind: "saved", id: "5" } });
    await user.type(place(), "x");
    await user.keyboard("{Escape}");
    expect(place()).toHaveValue("新天地广场");
    expect(form.fields.place).toEqual({ kind: "saved", id: "5" });
  });

  it("a name that is not saved becomes a new place, and Tab goes to its coordinates", async () => {
    const { form, user } = open();
    await user.type(place(), "三号仓库{Tab}");
    expect(form.fields.place).toEqual({
      kind: "new",
      name: "三号仓库",
      lat: "",
      lng: "",
      crs: "gcj02",
    });
    expect(screen.getByLabelText("纬度")).toHaveFocus();
  });

  it("a pair pasted into either field fills both", async () => {
    const { form, user } = open({
      place: { kind: "new", name: "三号仓库", lat: "", lng: "", crs: "gcj02" },
    });
    await user.click(screen.getByLabelText("经度"));
    await user.paste("23.1067, 113.3245");
    expect(form.fields.place).toMatchObject({ lat: "23.1067", lng: "113.3245" });
    await user.clear(screen.getByLabelText("经度"));
    await user.paste("113.4");
    expect(form.fields.place).toMatchObject({ lat: "23.1067", lng: "113.4" });
  });

  it("a new place is still there after a look at the saved ones", async () => {
    const { form, user } = open({
      place: { kind: "new", name: "三号仓库", lat: "23.1", lng: "113.3", crs: "wgs84" },
    });
    await user.click(screen.getByRole("button", { name: "改选常用地点" }));
    expect(form.fields.place).toEqual({ kind: "unset" });
    expect(place()).toHaveFocus();
    await user.type(place(), "四号仓库");
    await user.click(within(screen.getByRole("listbox")).getByText("新地点“四号仓库”"));
    expect(form.fields.place).toMatchObject({ name: "四号仓库", lat: "23.1", crs: "wgs84" });
  });

  it("a place that is gone from the server says so", () => {
    open({ place: { kind: "saved", id: "99" } });
    expect(screen.getByPlaceholderText("已不在常用地点里")).toBeInTheDocument();
  });
});
