import { describe, expect, it, vi } from "vitest";

import { RowWindows, WINDOW, type RowsWindow } from "./windows.svelte";

const numbers = (total: number) =>
  vi.fn((offset: number, limit: number): Promise<RowsWindow<number>> => {
    const length = Math.max(0, Math.min(limit, total - offset));
    return Promise.resolve({ offset, total, rows: Array.from({ length }, (_, i) => offset + i) });
  });
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("RowWindows", () => {
  it("asks_for_what_is_shown_and_only_once", async () => {
    const read = numbers(100_000);
    const windows = new RowWindows(read);
    windows.show(WINDOW - 5, WINDOW + 5);
    windows.show(WINDOW - 4, WINDOW + 6);
    await settled();
    expect(read.mock.calls).toEqual([
      [0, WINDOW],
      [WINDOW, WINDOW],
    ]);
    expect(windows.total).toBe(100_000);
    expect(windows.get(WINDOW + 3)).toBe(WINDOW + 3);
    expect(windows.get(5 * WINDOW)).toBeUndefined();
  });

  it("keeps_what_is_shown_until_its_replacement_has_come", async () => {
    const windows = new RowWindows(numbers(10));
    windows.show(0, 9);
    await settled();
    windows.refresh(0, 9, () => Promise.resolve({ offset: 0, total: 1, rows: [70] }));
    expect(windows.get(0)).toBe(0);
    await settled();
    expect(windows.get(0)).toBe(70);
    expect(windows.total).toBe(1);
  });

  it("another_list_that_cannot_be_read_shows_no_row_of_the_one_before", async () => {
    const windows = new RowWindows(numbers(150));
    windows.show(0, 120);
    await settled();
    const cut = (): Promise<RowsWindow<number>> => Promise.reject(new Error("cut"));
    windows.refresh(0, 9, cut);
    await settled();
    expect(windows.get(0)).toBe(0);
    windows.refresh(0, 9, cut, true);
    expect(windows.get(0)).toBe(0);
    await settled();
    expect(windows.get(0)).toBeUndefined();
    expect(windows.get(120)).toBeUndefined();
    expect(windows.total).toBe(0);
    expect(windows.failure(0)).toBeInstanceOf(Error);
    windows.refresh(0, 9, numbers(3));
    await settled();
    expect(windows.get(2)).toBe(2);
    expect(windows.failure(0)).toBeUndefined();
  });

  it("a_late_answer_to_an_old_question_is_dropped", async () => {
    let answer: (rows: RowsWindow<string>) => void = () => {};
    const windows = new RowWindows<string>(() => new Promise((resolve) => (answer = resolve)));
    windows.show(0, 0);
    const late = answer;
    windows.refresh(0, 0);
    answer({ offset: 0, total: 1, rows: ["new"] });
    await settled();
    late({ offset: 0, total: 1, rows: ["old"] });
    await settled();
    expect(windows.get(0)).toBe("new");
  });

  it("a_failure_is_known_and_can_be_tried_again", async () => {
    const read = numbers(3);
    read.mockRejectedValueOnce(new Error("cut"));
    const windows = new RowWindows(read);
    windows.show(0, 2);
    await settled();
    expect(windows.failure(1)).toBeInstanceOf(Error);
    expect(windows.total).toBe(0);
    windows.retry(1);
    await settled();
    expect(windows.failure(1)).toBeUndefined();
    expect(windows.get(2)).toBe(2);
  });

  it("forgets_the_oldest_of_many_windows_and_reads_them_again_when_shown", async () => {
    const read = numbers(100_000);
    const windows = new RowWindows(read);
    for (let i = 0; i < 40; i++) {
      windows.show(i * WINDOW, i * WINDOW);
      await settled();
    }
    expect(windows.get(0)).toBeUndefined();
    expect(windows.get(39 * WINDOW)).toBe(39 * WINDOW);
    windows.show(0, 0);
    await settled();
    expect(windows.get(0)).toBe(0);
  });
});
