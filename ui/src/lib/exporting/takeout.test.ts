import { afterEach, describe, expect, it, vi } from "vitest";

import { setLocale } from "$lib/i18n";
import type { AppError, Listing } from "$lib/ipc/bindings";

import { COPY_LIMIT, TakeOut, type Call } from "./takeout";

const said = vi.hoisted(() => ({ done: vi.fn(), failed: vi.fn(), note: vi.fn() }));
vi.mock("$lib/design", () => ({ toast: said }));

const listing: Listing = { kind: "outbox" };

/** A core that answers a command with what `answers` makes of its arguments. */
function core(answers: Partial<Record<string, (args: never) => unknown>>): {
  call: Call;
  asked: [string, unknown][];
} {
  const asked: [string, unknown][] = [];
  const call = (async (name: string, args: never) => {
    asked.push([name, args]);
    return await Promise.resolve(answers[name]?.(args));
  }) as unknown as Call;
  return { call, asked };
}

function clipboard(): ReturnType<typeof vi.fn> {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  return writeText;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
  setLocale("zh-CN");
});

describe("a file", () => {
  it("is_named_when_it_is_written_and_can_be_looked_at", async () => {
    const { call, asked } = core({
      export_table: () => ({ export: 3, name: "发件箱 2026-11-23 1248.xlsx", rows: 12 }),
      reveal_export: () => null,
    });
    await new TakeOut(call, vi.fn()).save({ listing, columns: ["title"] }, "xlsx");
    expect(asked).toEqual([
      ["export_table", { listing, columns: ["title"], reveal: false, format: "xlsx" }],
    ]);
    const [title, options] = said.done.mock.calls[0] as [
      string,
      { text: string; action: { label: string; onclick: () => void } },
    ];
    expect(title).toContain("发件箱 2026-11-23 1248.xlsx");
    expect(options.text).toBe("12 行");
    expect(options.action.label).toBe("打开所在文件夹");
    options.action.onclick();
    expect(asked.at(-1)).toEqual(["reveal_export", { export: 3 }]);
  });

  it("that_nobody_wanted_after_all_is_no_news", async () => {
    const { call } = core({ export_table: () => null });
    await new TakeOut(call, vi.fn()).save({ listing, columns: [] }, "csv");
    expect(said.done).not.toHaveBeenCalled();
    expect(said.failed).not.toHaveBeenCalled();
  });

  it.each([
    ["zh-CN", "没有写下任何内容"],
    ["en", "Nothing was written"],
  ] as const)("that_does_not_fit_says_that_nothing_was_written_%s", async (locale, words) => {
    setLocale(locale);
    const full: AppError = { code: "not_written", full: true };
    const { call } = core({
      export_table: () => {
        throw full;
      },
    });
    await new TakeOut(call, vi.fn()).save({ listing, columns: [] }, "csv");
    const [, options] = said.failed.mock.calls[0] as [string, { text: string }];
    expect(options.text).toContain(words);
  });
});

describe("copying", () => {
  /** A listing of `total` rows of which an answer holds three. */
  const rows = (total: number) => (args: { offset: number; limit: number }) => {
    const count = Math.max(0, Math.min(3, args.limit, total - args.offset));
    const text = Array.from({ length: count }, (_, at) => `${args.offset + at}\n`).join("");
    return { text, rows: count, total, masked: false };
  };

  it("asks_until_all_rows_are_there", async () => {
    const writeText = clipboard();
    const { call, asked } = core({ copy_table: rows(7) });
    await new TakeOut(call, vi.fn()).copy({ listing, columns: [] });
    expect(writeText).toHaveBeenCalledExactlyOnceWith("0\n1\n2\n3\n4\n5\n6\n");
    expect(asked).toHaveLength(3);
    expect(said.done).toHaveBeenCalledWith("已复制 7 行");
  });

  it("takes_the_rows_that_are_selected", async () => {
    const writeText = clipboard();
    const { call } = core({ copy_table: rows(9) });
    await new TakeOut(call, vi.fn()).copy({ listing, columns: [] }, 2, 4);
    expect(writeText).toHaveBeenCalledExactlyOnceWith("2\n3\n4\n5\n");
  });

  it("ends_where_the_list_became_shorter", async () => {
    const writeText = clipboard();
    const { call } = core({ copy_table: rows(3) });
    await new TakeOut(call, vi.fn()).copy({ listing, columns: [] }, 2, 4);
    expect(writeText).toHaveBeenCalledExactlyOnceWith("2\n");
  });

  it("of_too_much_copies_nothing_and_says_what_to_do", async () => {
    const writeText = clipboard();
    const { call } = core({ copy_table: rows(COPY_LIMIT + 1) });
    const out = new TakeOut(call, vi.fn());
    await out.copy({ listing, columns: [] });
    await out.copy({ listing, columns: [] }, 0, COPY_LIMIT + 1);
    expect(writeText).not.toHaveBeenCalled();
    expect(said.failed).toHaveBeenCalledTimes(2);
  });

  it("of_what_is_masked_says_so_and_offers_it_whole_for_this_once", async () => {
    const writeText = clipboard();
    const { call, asked } = core({
      copy_table: ({ reveal }: { reveal: boolean }) => ({
        text: reveal ? "10000000001\n" : "•••\n",
        rows: 1,
        total: 1,
        masked: !reveal,
      }),
    });
    await new TakeOut(call, vi.fn()).copy({ listing, columns: ["phone"] }, 3, 1);
    expect(writeText).toHaveBeenLastCalledWith("•••\n");
    const [title, options] = said.done.mock.calls[0] as [
      string,
      { text: string; action: { onclick: () => void } },
    ];
    expect([title, options.text]).toEqual(["已复制 1 行", "手机号和位置已遮住"]);
    options.action.onclick();
    await vi.waitFor(() => expect(writeText).toHaveBeenLastCalledWith("10000000001\n"));
    expect(asked.at(-1)?.[1]).toMatchObject({ reveal: true, offset: 3, limit: 1 });
    // The next time is masked again.
    await new TakeOut(call, vi.fn()).copy({ listing, columns: ["phone"] });
    expect(writeText).toHaveBeenLastCalledWith("•••\n");
  });

  it("that_the_system_refuses_is_said", async () => {
    vi.stubGlobal("navigator", {
      clipboard: { writeText: () => Promise.reject(new Error("no")) },
    });
    const { call } = core({ copy_table: rows(1) });
    await new TakeOut(call, vi.fn()).copy({ listing, columns: [] });
    expect(said.failed).toHaveBeenCalledWith("系统没有允许复制");
  });
});
