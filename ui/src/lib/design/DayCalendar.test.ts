import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import DayCalendar from "./DayCalendar.svelte";

const calendar = (onchange: (day: string) => void = vi.fn()): void => {
  render(DayCalendar, {
    label: "日期",
    value: null,
    today: "2026-05-06",
    marked: new Map([
      ["2026-05-04", "2 个任务"],
      ["2026-05-06", "1 个任务"],
    ]),
    locale: "zh-CN",
    previous: "上个月",
    next: "下个月",
    onchange,
  });
};

/** The days of May, by what is said of each beside its date. */
const days = (): HTMLElement[] =>
  screen.getAllByRole("button", { name: /2026年5月\d+日/ }).filter((day) => day.textContent);

it("marks_the_days_that_have_something_and_no_others", () => {
  calendar();
  const all = days();
  expect(all).toHaveLength(31);
  const said = (day: HTMLElement): boolean => /个任务/.test(day.ariaLabel ?? "");
  const numbers = (some: HTMLElement[]): string[] =>
    some.map(({ textContent }) => textContent.trim());
  expect(numbers(all.filter(said))).toEqual(["4", "6"]);
  expect(numbers(all.filter((day) => day.classList.contains("marked")))).toEqual(["4", "6"]);
  expect(numbers(all.filter((day) => day.title !== ""))).toEqual(["4", "6"]);
  expect(numbers(all.filter((day) => day.classList.contains("today")))).toEqual(["6"]);
});

it("lets_a_day_without_anything_be_chosen_too", async () => {
  const onchange = vi.fn();
  calendar(onchange);
  const [first] = days();
  if (first) await userEvent.click(first);
  expect(onchange).toHaveBeenCalledWith("2026-05-01");
});
