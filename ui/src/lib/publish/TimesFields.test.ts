import { render, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { NOW } from "./testing";
import TimesFields from "./TimesFields.svelte";

const props = {
  gather: "2026-11-23 14:00",
  finish: "2026-11-23 20:00",
  now: NOW,
  error: () => "",
  onedit: () => {},
  onleave: () => {},
};

it("shows this machine's time where it differs from Beijing's", () => {
  render(TimesFields, { ...props, zone: "Europe/Berlin" });
  expect(screen.getByLabelText("集合时间")).toHaveAccessibleDescription(/本地 07:00/);
  expect(screen.getByLabelText("结束时间")).toHaveAccessibleDescription(/本地 13:00/);
});

it("says nothing of local time in Beijing", () => {
  render(TimesFields, { ...props, zone: "Asia/Shanghai" });
  expect(screen.queryByText(/本地/)).toBeNull();
});
