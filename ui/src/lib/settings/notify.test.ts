import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { DEFAULT_SETTINGS } from "$lib/frame";

import { clockTimes, minutesOf, spellMinutes } from "./hours";
import NotifySettings from "./NotifySettings.svelte";

const { notify } = DEFAULT_SETTINGS;

it("minutes_after_midnight_read_as_a_clock", () => {
  expect([0, 90, 1320, 1439].map(spellMinutes)).toEqual(["00:00", "01:30", "22:00", "23:59"]);
  expect([0, 90, 1320, 1439].map((minutes) => minutesOf(spellMinutes(minutes)))).toEqual([
    0, 90, 1320, 1439,
  ]);
  const times = clockTimes(1305).map(({ value }) => value);
  expect(times).toHaveLength(49);
  expect(times.slice(43, 46)).toEqual(["21:30", "21:45", "22:00"]);
});

it("each_choice_changes_itself_alone", async () => {
  const onchange = vi.fn();
  const ontest = vi.fn();
  const popups = { way: "untried", quiet: false } as const;
  const { rerender } = render(NotifySettings, { notify, popups, onchange, ontest });
  await userEvent.click(screen.getByLabelText("新的应答"));
  expect(onchange).toHaveBeenLastCalledWith({ ...notify, responses: false });
  expect(screen.queryByLabelText("从")).toBeNull();
  await userEvent.click(screen.getByLabelText("免打扰时段"));
  expect(onchange).toHaveBeenLastCalledWith({ ...notify, quiet: true });
  await rerender({ notify: { ...notify, quiet: true } });
  await userEvent.click(screen.getByLabelText("紧急的照常弹出"));
  expect(onchange).toHaveBeenLastCalledWith({ ...notify, quiet: true, urgent_through: false });
  expect(screen.getByLabelText("从")).toHaveTextContent("22:00");
  await userEvent.click(screen.getByRole("button", { name: "弹出一条看看" }));
  expect(ontest).toHaveBeenCalledOnce();
  await rerender({ popups: { way: "missing", quiet: true } });
  expect(screen.getByText(/不能弹出通知/)).toBeInTheDocument();
});
