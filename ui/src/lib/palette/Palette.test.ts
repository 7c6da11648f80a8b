import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { setPrivacy } from "$lib/frame/privacy.svelte";
import type { Found, PersonCard, PersonHit, TaskHit } from "$lib/ipc/bindings";

import { matching } from "./entries";
import Palette from "./Palette.svelte";
import { Recent } from "./recent";

const NOW = Date.UTC(2026, 10, 23, 4, 48);
const task: TaskHit = {
  connection: "c1",
  task: "7",
  list: "working",
  title: "珠江防汛 夜间巡堤",
  place: "新天地广场",
  gather_at: NOW,
  phase: "recruiting",
  fetched_at: NOW,
};
const person: PersonHit = {
  connection: "c1",
  soldier: "1",
  name: "陈嘉树",
  group: "昌岗街",
  phone: "10000002201",
  fetched_at: NOW,
};
const card: PersonCard = {
  person,
  tasks: [{ task, response: "accepted", check_in: null }],
};
const found = (tasks: TaskHit[], people: PersonHit[], more = 0): Found => ({
  tasks: { offset: 0, total: tasks.length, rows: tasks },
  people: { offset: 0, total: people.length + more, rows: people },
  quests: { offset: 0, total: 0, rows: [] },
});

/** What connections are called where there are several. */
let names: Record<string, string> = {};
const entry = (id: string, label: string, words = "") => ({
  id,
  label,
  words,
  run: vi.fn<() => void>(),
});
function open(answer: Found = found([task], [person])) {
  const settings = entry("settings", "设置", "shezhi sz settings");
  const calls = {
    find: vi.fn((_query: string, _limit: number) => Promise.resolve(answer)),
    card: vi.fn(() => Promise.resolve(card)),
    go: vi.fn(),
    copy: vi.fn(),
  };
  const recent = new Recent();
  recent.add({ href: "/outbox", label: "发件箱", hint: "" });
  render(Palette, {
    open: true,
    here: [],
    nameOf: (id) => names[id] ?? "",
    places: [settings, entry("outbox", "发件箱", "fjx")],
    acts: [entry("theme", "主题：深色", "zhuti")],
    recent,
    failure: () => ({ code: "internal", id: "x" }),
    ...calls,
  });
  return { ...calls, settings, user: userEvent.setup() };
}
const field = (): HTMLElement => screen.getByRole("combobox");
const options = (): string[] =>
  screen.queryAllByRole("option").map((one) => one.textContent.replace(/\s+/g, " ").trim());
const chosen = (): string | undefined =>
  screen.queryByRole("option", { selected: true })?.textContent.trim();

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
});
afterEach(() => {
  names = {};
  vi.useRealTimers();
  setPrivacy(false);
});

describe("entries", () => {
  const all = [entry("a", "主题：浅色", "zhuti zt"), entry("b", "设置", "shezhi sz settings")];
  const ids = (query: string): string[] => matching(all, query).map(({ id }) => id);

  it("are_found_by_their_label_pinyin_initials_and_the_other_language", () => {
    for (const query of ["设", "shez", "sz", " Sett"]) expect(ids(query)).toEqual(["b"]);
    expect(ids("浅色")).toEqual(["a"]);
    expect(ids("ettings")).toEqual([]);
    expect(ids("")).toEqual(["a", "b"]);
  });
});

it("is_a_combobox_whose_list_is_walked_by_arrows_and_goes_round", async () => {
  const { user, settings } = open();
  await waitFor(() => expect(field()).toHaveFocus());
  expect(options()).toEqual(["发件箱", "设置", "发件箱", "主题：深色"]);
  expect(chosen()).toBe("发件箱");
  await user.keyboard("{ArrowDown}");
  expect(chosen()).toBe("设置");
  const active = screen.getByRole("option", { selected: true });
  expect(field()).toHaveAttribute("aria-activedescendant", active.id);
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(chosen()).toBe("主题：深色");
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await waitFor(() => expect(settings.run).toHaveBeenCalledOnce());
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("an_act_has_the_focus_to_itself_once_the_palette_is_gone", async () => {
  const { user, settings } = open();
  document.body.insertAdjacentHTML("beforeend", "<input data-filter>");
  const filter = document.querySelector<HTMLElement>("[data-filter]");
  settings.run.mockImplementation(() => filter?.focus());
  await user.type(field(), "sz{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(filter).toHaveFocus();
  filter?.remove();
});

it("finds_tasks_and_people_below_its_own_and_opens_a_task", async () => {
  const { user, find, go } = open();
  await user.type(field(), "c");
  await screen.findByText("陈嘉树");
  expect(find).toHaveBeenLastCalledWith("c", 8);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(go).toHaveBeenCalledWith("/c/c1/tasks/working/7"));
});

it("of_two_accounts_each_line_says_whose_it_is", async () => {
  names = { c1: "海珠人武部", c2: "天河人武部" };
  const elsewhere = { ...task, connection: "c2" };
  const { user } = open(found([task, elsewhere], [person, { ...person, connection: "c2" }]));
  await user.type(field(), "c");
  await screen.findAllByText("陈嘉树");
  const lines = options().filter((one) => /珠江防汛|陈嘉树/.test(one));
  expect(new Set(lines).size).toBe(4);
  expect(lines.filter((one) => one.includes("天河人武部"))).toHaveLength(2);
});

it("what_an_input_method_is_putting_together_is_no_question_and_its_enter_no_choice", async () => {
  const { find, settings } = open();
  await fireEvent.input(field(), { isComposing: true, target: { value: "sz" } });
  field().dispatchEvent(
    new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true }),
  );
  expect(find).not.toHaveBeenCalled();
  expect(settings.run).not.toHaveBeenCalled();
  await fireEvent.compositionEnd(field(), { target: { value: "设置" } });
  await waitFor(() => expect(find).toHaveBeenCalledWith("设置", 8));
});

it("an_answer_that_comes_too_late_is_not_shown", async () => {
  let answerLate: (found: Found) => void = () => {};
  const late = new Promise<Found>((resolve) => (answerLate = resolve));
  const { user, find } = open();
  find.mockReturnValueOnce(late);
  await user.type(field(), "l");
  find.mockResolvedValueOnce(found([], []));
  await user.type(field(), "z");
  await screen.findAllByText("没有找到“lz”");
  answerLate(found([task], []));
  await Promise.resolve();
  expect(screen.queryByText(task.title)).toBeNull();
});

it("enter_waits_for_the_answer_to_what_is_typed", async () => {
  const other = { ...task, task: "8", title: "消防演习" };
  let answer: (found: Found) => void = () => {};
  const { user, find, go } = open(found([task], []));
  await user.type(field(), "zj");
  await screen.findByText(task.title);
  find.mockReturnValueOnce(new Promise<Found>((resolve) => (answer = resolve)));
  await user.type(field(), "x{Enter}");
  expect(screen.getByRole("dialog")).toBeInTheDocument();
  answer(found([other], []));
  await waitFor(() => expect(go).toHaveBeenCalledWith("/c/c1/tasks/working/8"));
  expect(go).toHaveBeenCalledOnce();
});

it("what_an_older_query_found_is_taken_by_nobody_who_did_not_choose_it", async () => {
  const { user, find, go } = open(found([task], []));
  await user.type(field(), "zj");
  await screen.findByText(task.title);
  find.mockReturnValueOnce(new Promise<Found>(() => {}));
  await user.type(field(), "x{Enter}{ArrowDown}{Enter}");
  await waitFor(() => expect(go).toHaveBeenCalledWith("/c/c1/tasks/working/7"));
});

it("a_task_that_was_read_in_both_lists_is_two_lines", async () => {
  const { user } = open(found([task, { ...task, list: "done", phase: "done" }], []));
  await user.type(field(), "z");
  expect(await screen.findAllByText(task.title)).toHaveLength(2);
});

it("asks_for_more_and_stays_open", async () => {
  const { user, find } = open(found([], [person], 12));
  await user.type(field(), "陈");
  await user.click(await screen.findByText("再显示一些，还有 12 项"));
  await waitFor(() => expect(find).toHaveBeenLastCalledWith("陈", 28));
  expect(screen.getByRole("dialog")).toBeInTheDocument();
});

describe("a_person", () => {
  async function choose(privacy: boolean) {
    setPrivacy(privacy);
    const opened = open(found([], [person]));
    await opened.user.type(field(), "cjs");
    await screen.findByText("陈嘉树");
    await opened.user.keyboard("{Enter}");
    await screen.findByRole("heading", { name: "陈嘉树" });
    return opened;
  }

  it("has_a_card_with_phone_and_tasks_and_escape_goes_back_before_it_closes", async () => {
    const { user, copy } = await choose(false);
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/昌岗街/)).toHaveTextContent("100 0000 2201");
    expect(options()[1]).toMatch(/珠江防汛.*接受/);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("heading", { name: "陈嘉树" })).toBeNull();
    expect(screen.getByRole("dialog")).toBeInTheDocument();
    expect(copy).not.toHaveBeenCalled();
  });

  it("has_its_tasks_found_by_place", async () => {
    const { user } = await choose(false);
    await user.type(field(), "新天地");
    expect(options()).toEqual([expect.stringMatching(/珠江防汛/)]);
  });

  it("in_privacy_mode_is_shown_without_the_number_until_it_is_asked_for", async () => {
    const { user } = await choose(true);
    expect(document.body).not.toContainHTML("2201");
    await user.click(screen.getByText("显示手机号"));
    expect(document.body).toContainHTML("2201");
  });

  it("in_privacy_mode_can_be_copied_unseen", async () => {
    const { user, copy } = await choose(true);
    await user.click(screen.getByText("复制手机号，不显示"));
    await waitFor(() => expect(copy).toHaveBeenCalledWith(person));
    expect(document.body).not.toContainHTML("2201");
  });
});

it("remembers_what_was_opened_the_newest_first_and_each_once", () => {
  const recent = new Recent();
  for (const href of ["/a", "/b", "/a", "/c", "/d", "/e", "/f", "/g"])
    recent.add({ href, label: href, hint: "" });
  const labels = (): string[] => recent.entries(() => {}).map(({ label }) => label);
  expect(labels()).toEqual(["/g", "/f", "/e", "/d", "/c", "/a"]);
  recent.forget();
  expect(labels()).toEqual([]);
});
