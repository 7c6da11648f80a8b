import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { setLocale } from "$lib/i18n";
import type { PartView } from "$lib/ipc/bindings";

import PartList from "./PartList.svelte";

afterEach(() => setLocale("zh-CN"));

const part = (id: string, content: string): PartView => ({
  id,
  content,
  people: 2,
  confirmed: 1,
  finished: 0,
});

function shown(over: { shares?: number; unlisted?: number } = {}) {
  const { shares = 4, unlisted = 0 } = over;
  const counts = { confirmed: 1, unconfirmed: 2, finished: 0, unfinished: 3 };
  const onchange = vi.fn();
  const { container } = render(PartList, {
    board: { people: 3, shares, ...counts, disagreements: [] },
    parts: [part("7", "布置会场"), part("8", "  ")],
    unlisted,
    value: null,
    onchange,
  });
  return { onchange, paragraphs: [...container.querySelectorAll("p")] };
}

describe("the parts of a mission", () => {
  it("are_chosen_one_at_a_time_and_one_without_a_text_says_so", async () => {
    const { onchange } = shown();
    await userEvent.click(screen.getByRole("radio", { name: /布置会场/ }));
    expect(onchange).toHaveBeenCalledExactlyOnceWith("7");
    expect(screen.getByRole("radio", { name: /没有内容/ })).toBeInTheDocument();
  });

  it("say_how_many_shares_their_people_have_where_somebody_has_several", () => {
    shown();
    const everybody = screen.getByRole("radio", { name: /全部成员/ });
    expect(everybody).toHaveAccessibleName(/3 人 · 4 份 · 确认 1 · 完成 0/);
    expect(screen.getByRole("radio", { name: /布置会场/ })).toHaveAccessibleName(/2 人 · 确认 1/);
  });

  it("name_no_shares_where_everybody_has_one", () => {
    shown({ shares: 3 });
    const everybody = screen.getByRole("radio", { name: /全部成员/ });
    expect(everybody).toHaveAccessibleName(/3 人 · 确认 1/);
  });

  it.each([
    ["zh-CN", "另有 12 个子任务未列出，其成员在“全部成员”中。"],
    ["en", "Not listed: 12 more. Their people are under Everybody."],
  ] as const)("that_are_not_listed_are_counted_%s", (locale, text) => {
    setLocale(locale);
    const { paragraphs } = shown({ unlisted: 12 });
    expect(paragraphs.map((one) => one.textContent)).toEqual([text]);
  });

  it("of_which_all_are_listed_are_not_said_to_be_more", () => {
    expect(shown().paragraphs).toEqual([]);
  });
});
