import { fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { setLocale } from "$lib/i18n";
import type { Connection } from "$lib/ipc/bindings";

import Age from "./Age.svelte";
import { applySettings, DEFAULT_SETTINGS } from "./appearance";
import { startClock } from "./clock.svelte";
import { connectionAccount, connectionName, connectionState, isOffline } from "./connection";
import ConnectionBanner from "./ConnectionBanner.svelte";
import { askedBy } from "./keys.svelte";
import KeysFixture from "./Keys.fixture.svelte";
import { privacy } from "./privacy.svelte";
import Rail from "./Rail.svelte";

const connection: Connection = {
  id: "c1",
  config: {
    kind: "militia",
    name: "海珠人武部",
    base_url: "http://127.0.0.1:4600",
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  },
  username: "commander",
  session: "signed_in",
  capabilities: ["tasks"],
  dialect: "documented",
  encrypted: true,
  demo: false,
  proxy: null,
  reached_at: Date.UTC(2026, 10, 23, 4, 48),
  problem: null,
  clock_skew_ms: null,
};

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 5, 0), toFake: ["Date"] });
  startClock()();
});
afterEach(() => {
  vi.useRealTimers();
  setLocale("zh-CN");
});

describe("keys", () => {
  const key = (init: KeyboardEventInit, target: Element = document.body): KeyboardEvent => {
    const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
    target.dispatchEvent(event);
    return event;
  };
  const inside = (html: string): Element => {
    document.body.replaceChildren(document.createRange().createContextualFragment(html));
    return document.body.querySelector("[data-here]") ?? document.body;
  };

  const section = (title: string): HTMLElement =>
    screen.getByRole("heading", { name: title }).closest("section") ?? document.body;

  it("each_of_ours_asks_for_its_act", () => {
    expect(
      ["n", "F", "/", "R", "e", "P", "Escape", "?", "？", "x"].map((name) =>
        askedBy(key({ key: name })),
      ),
    ).toEqual([
      "onnew",
      "onfilter",
      "onfilter",
      "onrefresh",
      "onexport",
      "onprint",
      "onback",
      "help",
      "help",
      null,
    ]);
  });

  it("mean_nothing_while_typing_except_escape", () => {
    const input = inside("<input data-here>");
    expect(askedBy(key({ key: "n" }, input))).toBeNull();
    expect(askedBy(key({ key: "Escape" }, input))).toBe("onback");
  });

  it("ctrl_k_and_command_k_open_the_palette_even_while_typing_and_nothing_near_them_does", () => {
    const input = inside("<input data-here>");
    expect(askedBy(key({ key: "k", ctrlKey: true }, input))).toBe("palette");
    expect(askedBy(key({ key: "K", metaKey: true }))).toBe("palette");
    for (const near of [
      { key: "k" },
      { key: "k", ctrlKey: true, shiftKey: true },
      { key: "k", ctrlKey: true, altKey: true },
      { key: "k", ctrlKey: true, keyCode: 229 },
      { key: "j", ctrlKey: true },
    ])
      expect(askedBy(key(near))).toBeNull();
  });

  it("mean_nothing_while_composing_with_a_modifier_or_inside_a_dialog", () => {
    expect(askedBy(key({ key: "n", keyCode: 229 }))).toBeNull();
    expect(askedBy(key({ key: "r", ctrlKey: true }))).toBeNull();
    const button = inside('<div role="dialog"><button data-here></button></div>');
    expect(askedBy(key({ key: "Escape" }, button))).toBeNull();
  });

  it("the_detail_answers_before_the_list_and_leaves_the_rest_to_it", async () => {
    const acts: string[] = [];
    const { rerender } = render(KeysFixture, { acts, detail: true });
    await fireEvent.keyDown(document.body, { key: "r" });
    await fireEvent.keyDown(document.body, { key: "n" });
    await rerender({ detail: false });
    await fireEvent.keyDown(document.body, { key: "r" });
    expect(acts).toEqual(["detail refresh", "list new", "list refresh"]);
  });

  it("what_stands_inside_the_detail_answers_before_it_though_it_came_first", async () => {
    const acts: string[] = [];
    render(KeysFixture, { acts, detail: true });
    await fireEvent.keyDown(document.body, { key: "p" });
    await fireEvent.keyDown(document.body, { key: "f" });
    expect(acts).toEqual(["table print", "table filter"]);
  });

  it("their_sheet_lists_what_the_page_offers_and_nothing_else", async () => {
    const { rerender } = render(KeysFixture, { acts: [], detail: true });
    const here = (): string[] =>
      within(section("本页"))
        .getAllByRole("term")
        .map((term) => term.textContent);
    expect(here()).toEqual(["新建", "筛选", "刷新", "打印"]);
    await rerender({ detail: false });
    expect(here()).toEqual(["新建", "刷新"]);
    expect(within(section("通用")).getByText("返回、关闭")).toBeInTheDocument();
  });
});

describe("a connection", () => {
  it("is_called_by_its_name_its_account_or_its_address", () => {
    const unnamed = { ...connection, config: { ...connection.config, name: " " } };
    expect(connectionName(connection)).toBe("海珠人武部");
    expect(connectionName(unnamed)).toBe("commander");
    expect(connectionName({ ...unnamed, username: null })).toBe("http://127.0.0.1:4600");
  });

  it("says_who_and_how_it_stands", () => {
    const told = (over: Partial<Connection>): [string, string] => {
      const one = { ...connection, ...over };
      return [connectionAccount(one), connectionState(one)];
    };
    expect(told({})).toEqual(["commander", "已连接"]);
    expect(told({ problem: { code: "unreachable" } })).toEqual(["commander", "连不上"]);
    expect(told({ session: "ended" })).toEqual(["", "登录已失效"]);
    expect(told({ demo: true, session: "signed_out" })).toEqual(["演示", "未登录"]);
    const config = { ...connection.config, name: "演示" };
    expect(told({ demo: true, config })).toEqual(["commander", "已连接"]);
  });

  it("a_refusal_does_not_count_as_offline", () => {
    expect(isOffline({ ...connection, problem: { code: "rejected", message: "" } })).toBe(false);
    expect(isOffline({ ...connection, problem: { code: "timed_out", sent: true } })).toBe(true);
  });

  it("out_of_reach_its_banner_says_of_when_the_data_is", () => {
    render(ConnectionBanner, { connection: { ...connection, problem: { code: "unreachable" } } });
    expect(screen.getByRole("status")).toHaveTextContent(
      "连不上服务器，显示的是 今天 12:48 的数据，连上后自动更新",
    );
    expect(screen.queryByRole("button", { name: "重试" })).toBeNull();
  });

  it("out_of_reach_its_banner_offers_another_try_where_the_page_can_be_read_again", async () => {
    const onretry = vi.fn();
    render(ConnectionBanner, {
      connection: { ...connection, problem: { code: "unreachable" } },
      onretry,
    });
    await userEvent.click(screen.getByRole("button", { name: "重试" }));
    expect(onretry).toHaveBeenCalledOnce();
  });

  it("signed_out_its_banner_leads_to_signing_in", () => {
    render(ConnectionBanner, { connection: { ...connection, session: "ended" } });
    expect(screen.getByRole("link", { name: "登录" })).toHaveAttribute(
      "href",
      "/connections?sign-in=c1",
    );
  });

  it("connected_it_has_no_banner", () => {
    const { container } = render(ConnectionBanner, { connection });
    expect(container).toHaveTextContent("");
  });
});

it("the_rail_names_what_waits_and_marks_the_page_it_is_on", () => {
  render(Rail, {
    connections: [connection],
    taskCounts: { c1: 1200 },
    outbox: { moving: 1, needs_you: 2 },
    inbox: { unread: 4, urgent: 1 },
    path: "/c/c1/tasks/7",
    onpalette: () => {},
    onprivacy: () => {},
  });
  expect(screen.getByRole("link", { name: /任务/ })).toHaveAttribute("aria-current", "page");
  expect(screen.getByRole("link", { name: /任务/ })).toHaveTextContent("1 200");
  expect(screen.getByRole("link", { name: "收件箱 4 条未读" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "发件箱 3 项" })).not.toHaveAttribute("aria-current");
});

describe("Age", () => {
  const read = {
    fetched_at: Date.UTC(2026, 10, 23, 4, 59, 48),
    server_time: null,
    complete: true,
    stale_after: null,
    problem: null,
  };

  it("says_how_old_a_read_is_and_that_it_is_partial_or_failed", () => {
    const { container } = render(Age, { read });
    expect(container).toHaveTextContent(/^\d+ .*前更新$|^刚刚更新$/);
    render(Age, { read: { ...read, complete: false, problem: { code: "unreachable" } } });
    expect(screen.getByText(/只读到一部分.*连不上服务器/)).toBeInTheDocument();
  });

  it("never_read_is_said_so", () => {
    const { container } = render(Age, { read: { ...read, fetched_at: null } });
    expect(container).toHaveTextContent("从未读取");
  });
});

it("settings_are_in_force_at_once", () => {
  const root = document.createElement("html");
  applySettings(
    {
      ...DEFAULT_SETTINGS,
      language: "en",
      theme: "dark",
      density: "dense",
      zoom: 125,
      privacy: true,
    },
    root,
  );
  expect({ ...root.dataset }).toEqual({ theme: "dark", density: "dense" });
  expect(root.style.getPropertyValue("--text-scale")).toBe("1.25");
  expect(document.documentElement.lang).toBe("en");
  expect(privacy.on).toBe(true);
  applySettings(DEFAULT_SETTINGS, root);
  expect(privacy.on).toBe(false);
  expect(root.dataset["theme"]).toBeUndefined();
});
