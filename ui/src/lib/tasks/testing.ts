import { afterEach, beforeEach, vi } from "vitest";

import { startClock } from "$lib/frame";
import type { Read, TaskRow, TaskSummary, TaskView } from "$lib/ipc/bindings";

/** Monday 23 November 2026, 12:48 in Beijing. */
export const NOW = Date.parse("2026-11-23T04:48:00Z");
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** An invented call-out: recruiting, gathering at 14:00. */
export function summary(over: Partial<TaskSummary> = {}): TaskSummary {
  return {
    id: "7",
    title: "珠江防汛 夜间巡堤",
    launched_by: "海珠区一排",
    launched_at: NOW - 46 * MINUTE,
    gather_at: NOW + 72 * MINUTE,
    finish_at: NOW + 432 * MINUTE,
    place: "新天地广场",
    wanted: 60,
    phase: "recruiting",
    progress: 0.68,
    responded: null,
    accepted: null,
    checked_in: null,
    ...over,
  };
}

export function row(over: Partial<TaskSummary> = {}, rest: Partial<TaskRow> = {}): TaskRow {
  const made = summary(over);
  return { summary: made, phase: made.phase, finishing: false, disagreements: [], ...rest };
}

export function view(over: Partial<TaskSummary> = {}, rest: Partial<TaskView> = {}): TaskView {
  const made = summary(over);
  return {
    detail: { summary: made, place_at: { lat: 23.098, lng: 113.317 }, is_launcher: true },
    phase: made.phase,
    finishing: false,
    disagreements: [],
    ...rest,
  };
}

/** A reading of twelve seconds ago. */
export function read<T>(value: T | null, over: Partial<Read<T>> = {}): Read<T> {
  return {
    value,
    fetched_at: value === null ? null : NOW - 12_000,
    server_time: value === null ? null : NOW - 12_000,
    complete: true,
    stale_after: null,
    problem: null,
    ...over,
  };
}

/** Every test of the file happens at `NOW`. */
export function stopTheClock(): void {
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
    stop = startClock();
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });
}
