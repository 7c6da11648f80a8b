import { describe, expect, it, vi } from "vitest";

import { DEFAULT_SETTINGS } from "$lib/frame";
import type { Connection } from "$lib/ipc/bindings";

import { acts, pageActs, places, type FrameActs } from "./acts";

const connection = {
  id: "c1",
  config: { kind: "militia", name: "海珠人武部" },
  session: "signed_in",
  capabilities: ["tasks"],
} as unknown as Connection;
const frame = (): FrameActs => ({ go: vi.fn(), set: vi.fn(), lock: vi.fn(), keys: vi.fn() });
const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);

it("a_page_offers_what_it_can_do_with_its_key_and_nothing_else", () => {
  const onprint = vi.fn();
  const entries = pageActs({ onprint, onexport: undefined });
  expect(entries.map(({ label, keys }) => [label, keys])).toEqual([["打印", ["P"]]]);
  entries[0]?.run();
  expect(onprint).toHaveBeenCalledOnce();
});

it("a_page_offers_what_no_key_does_too", () => {
  const run = vi.fn();
  const [entry] = pageActs({}, [{ id: "finish", label: "结束任务", words: "jsrw end", run }]);
  entry?.run();
  expect(run).toHaveBeenCalledOnce();
  expect(entry?.id).toBe("act-finish");
  expect(entry?.keys).toBeUndefined();
});

it("every_screen_and_every_connection_can_be_gone_to", () => {
  const to = frame();
  for (const entry of places([connection], to)) entry.run();
  expect(to.go).toHaveBeenCalledWith("/c/c1/tasks/working");
  expect(to.go).toHaveBeenCalledWith("/c/c1/tasks/done");
  for (const path of ["/outbox", "/activity", "/connections", "/settings"])
    expect(to.go).toHaveBeenCalledWith(path);
});

it("a_connection_to_clubs_leads_to_its_missions_and_meetings", () => {
  const to = frame();
  const clubs = { ...connection, config: { kind: "weclubs", name: "灯塔社" } } as Connection;
  const entry = places([clubs], to).find(({ id }) => id === "go-missions-c1");
  expect(entry?.label).toBe("社团任务 · 灯塔社");
  for (const one of places([clubs], to)) one.run();
  for (const area of ["missions", "meetings"]) expect(to.go).toHaveBeenCalledWith(`/c/c1/${area}`);
});

it("a_connection_to_moments_leads_to_them_and_to_no_tasks", () => {
  const to = frame();
  const moments = { ...connection, config: { kind: "soptask", name: "门店" } } as Connection;
  const entries = places([moments], to).filter(({ id }) => id.endsWith("-c1"));
  expect(entries.map(({ label }) => label)).toEqual(["朋友圈任务 · 门店"]);
  entries[0]?.run();
  expect(to.go).toHaveBeenCalledWith("/c/c1/moments");
});

describe("acts", () => {
  it("offer_the_other_themes_and_languages_and_not_the_ones_in_force", () => {
    const all = ids(acts([], { ...DEFAULT_SETTINGS, theme: "dark" }, frame()));
    expect(all).toContain("theme-light");
    expect(all).not.toContain("theme-dark");
    expect(all).toContain("language-en");
    expect(all).not.toContain("language-zh-CN");
  });

  it("lock_only_what_can_be_unlocked_and_publish_only_where_somebody_is_signed_in", () => {
    const all = ids(acts([connection], DEFAULT_SETTINGS, frame()));
    expect(all).toContain("lock");
    expect(all).toContain("publish-c1");
    const none = ids(
      acts([{ ...connection, session: "ended" }], DEFAULT_SETTINGS, { ...frame(), lock: null }),
    );
    expect(none).not.toContain("lock");
    expect(none).not.toContain("publish-c1");
  });

  it("publish_missions_and_meetings_for_who_administers_a_club", () => {
    const to = frame();
    const clubs = {
      ...connection,
      config: { kind: "weclubs", name: "灯塔社" },
      capabilities: ["clubs", "publish"],
    } as Connection;
    const publishes = (one: Connection) =>
      acts([one], DEFAULT_SETTINGS, to).filter(({ id }) => id.startsWith("publish-"));
    expect(publishes({ ...clubs, capabilities: ["clubs"] })).toEqual([]);
    expect(publishes({ ...clubs, session: "ended" })).toEqual([]);
    for (const one of publishes(clubs)) one.run();
    for (const area of ["missions", "meetings"])
      expect(to.go).toHaveBeenCalledWith(`/c/c1/${area}/new`);
  });

  it("switch_privacy_mode_to_what_it_is_not", () => {
    const to = frame();
    acts([], { ...DEFAULT_SETTINGS, privacy: true }, to)
      .find(({ id }) => id === "privacy")
      ?.run();
    expect(to.set).toHaveBeenCalledWith({ privacy: false });
  });
});
