import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import Banner from "./Banner.svelte";
import Box from "./Box.svelte";
import Chip from "./Chip.svelte";
import EmptyState from "./EmptyState.svelte";
import Figure from "./Figure.svelte";
import Kbd from "./Kbd.svelte";
import ProgressBar from "./ProgressBar.svelte";
import Skeleton from "./Skeleton.svelte";
import Spinner from "./Spinner.svelte";
import { text } from "./testing";

it.each(["dot", "cross", "ring", "tick"] as const)(
  "Chip_shows_the_shape_%s_beside_its_word",
  (mark) => {
    const { container } = render(Chip, { label: "接受", tone: "accepted", mark });
    expect(container.querySelector(`[data-mark=${mark}]`)).toBeInTheDocument();
    expect(container).toHaveTextContent("接受");
  },
);

it("Figure_flashes_when_it_changes_and_not_before", async () => {
  const { container, rerender } = render(Figure, { label: "接受", value: "41" });
  const flash = (): Element | null => container.querySelector(".flash");
  expect(flash()).toBeNull();
  await rerender({ value: "41", share: "34 %" });
  expect(flash()).toBeNull();
  await rerender({ value: "42" });
  expect(flash()).toHaveTextContent("42");
});

it("Figure_opens_what_it_counts", async () => {
  const onclick = vi.fn();
  render(Figure, { label: "未读", value: "67", onclick });
  await userEvent.click(screen.getByRole("button", { name: /未读\s*67/ }));
  expect(onclick).toHaveBeenCalledOnce();
});

it("ProgressBar_says_its_parts_in_words_and_never_overflows", () => {
  const { container } = render(ProgressBar, {
    label: "接受 90，拒绝 30，共 60",
    parts: [
      { value: 90, tone: "accepted" },
      { value: 30, tone: "refused" },
    ],
    total: 60,
  });
  expect(screen.getByRole("img", { name: "接受 90，拒绝 30，共 60" })).toBeInTheDocument();
  const widths = [...container.querySelectorAll<HTMLElement>(".bar > span")].map(
    (s) => s.style.width,
  );
  expect(widths).toEqual(["75%", "25%"]);
});

it("ProgressBar_of_nothing_is_empty", () => {
  const { container } = render(ProgressBar, {
    label: "0",
    parts: [{ value: 0, tone: "accepted" }],
    total: 0,
  });
  expect(container.querySelector<HTMLElement>(".bar > span")?.style.width).toBe("0%");
});

it("Banner_interrupts_only_for_danger", () => {
  render(Banner, { tone: "danger", title: "连不上服务器" });
  expect(screen.getByRole("alert")).toHaveTextContent("连不上服务器");
  render(Banner, { tone: "warning", title: "登录已失效" });
  expect(screen.getByRole("status")).toHaveTextContent("登录已失效");
});

it("Skeleton_says_what_is_going_on_and_Spinner_leaves_it_to_the_words_beside_it", () => {
  render(Skeleton, { label: "正在读取任务", rows: 4 });
  const { container } = render(Spinner);
  expect(screen.getByRole("status")).toHaveTextContent("正在读取任务");
  expect(container.querySelector("svg")).toHaveAttribute("aria-hidden", "true");
});

it("EmptyState_and_Box_have_headings", () => {
  render(EmptyState, { title: "没有任务", text: "发布后会出现在这里", level: 1 });
  render(Box, { title: "单位 × 状态", children: text("…") });
  expect(screen.getByRole("heading", { level: 1, name: "没有任务" })).toBeInTheDocument();
  expect(screen.getByRole("heading", { level: 2, name: "单位 × 状态" })).toBeInTheDocument();
});

it("Kbd_says_its_key", () => {
  const { container } = render(Kbd, { keys: ["Ctrl", "K"] });
  expect([...container.querySelectorAll("kbd")].map((key) => key.textContent)).toEqual([
    "Ctrl",
    "K",
  ]);
});
