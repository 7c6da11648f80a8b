import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { call, CallError, settled, toAppError } from "./call";
import { followChanges, on } from "./events";
import { useTransport } from "./transports";
import { http } from "./transports/http";
import { watchIpcProtocol } from "./transports/tauri";
import { watch } from "./watch";

vi.mock("$app/navigation", () => ({ invalidate: vi.fn() }));
vi.mock("$app/state", () => ({ navigating: { complete: null } }));

const answers = (status: number, body: unknown): void => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(body), { status })));
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("call", () => {
  it("answers_the_result", async () => {
    const seen: unknown[] = [];
    useTransport({
      call: (name, args) => {
        seen.push([name, args]);
        return Promise.resolve({ moving: 1, needs_you: 0 });
      },
      listen: () => Promise.resolve(() => {}),
    });
    expect(await call("count_outbox", {})).toEqual({ moving: 1, needs_you: 0 });
    expect(seen).toEqual([["count_outbox", {}]]);
  });
});

it("settled_waits_for_the_calls_under_way_and_for_those_that_follow_but_not_for_ever", async () => {
  const ends: (() => void)[] = [];
  useTransport({
    call: () =>
      new Promise((end, fail) => ends.push(ends.length === 0 ? fail : (end as () => void))),
    listen: () => Promise.resolve(() => {}),
  });
  let isSettled = false;
  // A failure is an end, too; what follows on it counts.
  const first = call("count_outbox", {}).catch(() => call("count_outbox", {}));
  const wait = settled().then(() => (isSettled = true));
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  ends[0]?.();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  expect(isSettled).toBe(false);
  ends[1]?.();
  await first;
  await wait;
  void call("count_outbox", {});
  await settled(30);
  expect(ends).toHaveLength(3);
  ends[2]?.();
});

describe("the_bridge", () => {
  it("posts_the_arguments_to_the_command", async () => {
    const fetched = vi.fn(() => Promise.resolve(new Response("null", { status: 200 })));
    vi.stubGlobal("fetch", fetched);
    expect(await http.call("dismiss_notice", { a: 1 })).toBeNull();
    expect(fetched).toHaveBeenCalledWith(
      "/call/dismiss_notice",
      expect.objectContaining({ method: "POST", body: '{"a":1}' }),
    );
  });

  it("calls_and_events_name_the_same_page", async () => {
    const fetched = vi.fn((_to: string, _with: RequestInit) =>
      Promise.resolve(new Response("null", { status: 200 })),
    );
    vi.stubGlobal("fetch", fetched);
    const streams: string[] = [];
    class Stream {
      onopen?: () => void;
      constructor(address: string) {
        streams.push(address);
        queueMicrotask(() => this.onopen?.());
      }
      close(): void {}
    }
    vi.stubGlobal("EventSource", Stream);
    await http.call("watch", {});
    await http.listen(() => {});
    const page = new Headers(fetched.mock.calls[0]?.[1].headers).get("x-muster-page");
    expect(page).toMatch(/^[0-9a-f-]{36}$/);
    expect(streams).toEqual([`/events?page=${page}`]);
  });

  it("throws_the_error_of_the_core", async () => {
    answers(422, { code: "rejected", message: "人数不足" });
    const thrown = await http.call("publish_task", {}).catch((e: unknown) => e);
    expect(thrown).toBeInstanceOf(CallError);
    expect(toAppError(thrown)).toEqual({ code: "rejected", message: "人数不足" });
  });

  it("an_answer_that_is_no_error_of_the_core_is_a_mistake_of_ours", async () => {
    answers(502, "<html>");
    const thrown = await http.call("app_info", {}).catch((e: unknown) => e);
    expect(toAppError(thrown)).toEqual({ code: "internal", id: "bridge/app_info/502" });
  });

  it("a_bridge_that_is_gone_is_a_mistake_of_ours_not_of_the_network", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed to fetch")));
    const thrown = await http.call("app_info", {}).catch((e: unknown) => e);
    expect(toAppError(thrown)).toEqual({ code: "internal", id: "bridge/app_info" });
  });
});

/** Nobody presses a notice. */
const unpressed = (): void => {};

describe("followChanges", () => {
  const toFake = ["setTimeout", "clearTimeout", "requestAnimationFrame"] as const;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: [...toFake] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Follows events that a test reports, with readings that a test ends. */
  async function following(opening: () => Promise<void> | null = () => null) {
    let report: (event: unknown) => void = () => {};
    let miss = (): void => {};
    const stop = vi.fn();
    useTransport({
      call: () => Promise.resolve(null),
      listen: (to, missed) => {
        report = to;
        miss = missed ?? miss;
        return Promise.resolve(stop);
      },
    });
    const read: string[] = [];
    const ends: (() => void)[] = [];
    const reading = (name: string): Promise<void> => {
      read.push(name);
      return new Promise((end) => ends.push(end));
    };
    const leave = await followChanges(unpressed, reading, opening, () => reading("everything"));
    const changed = (...tags: string[]): void => report({ type: "changed", tags });
    const end = (): void => ends.splice(0).forEach((one) => one());
    /** Until what is due has begun. */
    const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(60));
    await settle();
    return { read, changed, report, end, settle, miss: () => miss(), leave, stop };
  }

  it("reads_again_what_changed_and_whatever_changes_meanwhile_after_that_and_once", async () => {
    const { read, changed, report, end, settle, leave, stop } = await following();
    end();
    await settle();
    changed("outbox", "tasks/c1");
    changed("outbox");
    report({ type: "something new" });
    await settle();
    expect(read.splice(0)).toEqual(["everything", "app:outbox", "app:tasks/c1"]);
    changed("inbox");
    changed("outbox");
    changed("inbox");
    await settle();
    expect(read).toEqual([]);
    end();
    await settle();
    expect(read).toEqual(["app:inbox", "app:outbox"]);
    leave();
    expect(stop).toHaveBeenCalledOnce();
  });

  it("a_reading_that_does_not_end_holds_nothing_up_for_long", async () => {
    const { read, changed } = await following();
    changed("outbox");
    expect(read).toEqual(["everything"]);
    await vi.waitFor(() => expect(read).toEqual(["everything", "app:outbox"]), 3_000);
  });

  it("waits_until_the_page_that_is_being_opened_is_there", async () => {
    let abort: (reason: Error) => void = () => {};
    let opening: Promise<void> | null = null;
    const { read, changed, end, settle } = await following(() => opening);
    end();
    await settle();
    read.length = 0;
    opening = new Promise((_, reject) => (abort = reject));
    changed("outbox");
    await settle();
    changed("drafts");
    await settle();
    expect(read).toEqual([]);
    opening = null;
    abort(new Error("navigation aborted"));
    await vi.waitFor(() => expect(read).toEqual(["app:outbox", "app:drafts"]));
  });

  it("reads_everything_again_once_events_flow_and_whenever_some_were_missed", async () => {
    const { read, changed, end, settle, miss } = await following();
    expect(read).toEqual(["everything"]);
    changed("outbox");
    miss();
    miss();
    end();
    await settle();
    expect(read).toEqual(["everything", "everything"]);
    end();
    await settle();
    expect(read).toHaveLength(2);
  });

  it("reads_nothing_before_events_flow", async () => {
    let flow: ((stop: () => void) => void) | undefined;
    useTransport({
      call: () => Promise.resolve(null),
      listen: () => new Promise((resolve) => (flow = resolve)),
    });
    const everything = vi.fn(() => Promise.resolve());
    const followed = followChanges(unpressed, undefined, () => null, everything);
    await vi.waitFor(() => expect(flow).toBeDefined());
    expect(everything).not.toHaveBeenCalled();
    flow?.(() => {});
    await followed;
    await vi.waitFor(() => expect(everything).toHaveBeenCalledOnce());
  });

  it("names_a_tag_so_that_it_is_an_address", () => {
    expect(() => new URL(on("task/c 1/七"))).not.toThrow();
  });
});

it("what_the_window_shows_is_told_again_after_events_were_cut_off", async () => {
  const told: unknown[] = [];
  let cutOff = (): void => {};
  useTransport({
    call: (name, args) => {
      told.push([name, args]);
      return Promise.resolve(null);
    },
    listen: (_report, missed) => {
      cutOff = () => missed?.();
      return Promise.resolve(() => {});
    },
  });
  const nothing = (): Promise<void> => Promise.resolve();
  const leave = await followChanges(unpressed, nothing, () => null, nothing);
  const roster = { kind: "roster", connection: "c1" } as const;
  const stop = watch([roster]);
  const shows = ["watch", { targets: [roster], visible: true }];
  await vi.waitFor(() => expect(told).toEqual([shows]));
  cutOff();
  await vi.waitFor(() => expect(told).toEqual([shows, shows]));
  stop();
  leave();
});

it("what_changed_while_a_call_failed_is_told_and_what_failed_is_not_told_at_once", async () => {
  const told: unknown[] = [];
  const ends: ((failed: boolean) => void)[] = [];
  useTransport({
    call: (_name, args) => {
      told.push(args);
      return new Promise((end, fail) =>
        ends.push((failed) => (failed ? fail(new Error("away")) : end(null))),
      );
    },
    listen: () => Promise.resolve(() => {}),
  });
  const roster = { kind: "roster", connection: "c1" } as const;
  const other = { kind: "roster", connection: "c2" } as const;
  const stop = watch([roster]);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  const stopOther = watch([other]);
  ends[0]?.(true);
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told[1]).toEqual({ targets: [roster, other], visible: true });
  ends[1]?.(true);
  await new Promise((later) => setTimeout(later));
  expect(told).toHaveLength(2);
  stop();
  stopOther();
  await vi.waitFor(() => expect(told).toHaveLength(3));
  ends[2]?.(false);
});

it("what_the_window_shows_is_told_one_call_after_the_other", async () => {
  const told: unknown[] = [];
  const ends: (() => void)[] = [];
  useTransport({
    call: (_name, args) => {
      told.push(args);
      return new Promise((end) => ends.push(() => end(null)));
    },
    listen: () => Promise.resolve(() => {}),
  });
  const roster = { kind: "roster", connection: "c1" } as const;
  const other = { kind: "roster", connection: "c2" } as const;
  const stop = watch([roster]);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  const stopOther = watch([other]);
  await Promise.resolve();
  await Promise.resolve();
  expect(told).toEqual([{ targets: [roster], visible: true }]);
  ends[0]?.();
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told[1]).toEqual({ targets: [roster, other], visible: true });
  ends[1]?.();
  stop();
  stopOther();
  await vi.waitFor(() => expect(told).toHaveLength(3));
  ends[2]?.();
});

it("a_blocked_ipc_protocol_is_noticed", () => {
  const blocked: string[] = [];
  const stop = watchIpcProtocol((uri) => blocked.push(uri));
  for (const blockedURI of ["ipc://localhost/call", "https://example.invalid/x.png"]) {
    document.dispatchEvent(Object.assign(new Event("securitypolicyviolation"), { blockedURI }));
  }
  stop();
  expect(blocked).toEqual(["ipc://localhost/call"]);
});
