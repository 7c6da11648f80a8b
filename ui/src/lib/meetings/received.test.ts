import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { pageOf } from "$lib/clubs/paths";
import { onlyReceives, toldOf } from "$lib/clubs/sides";
import { setLocale } from "$lib/i18n";
import type { Answered, Invitation, ReceivedMeeting, ReceivedMeetingView } from "$lib/ipc/bindings";
import { HOUR, NOW, read, stopTheClock } from "$lib/tasks/testing";

import InvitationListPane from "./InvitationListPane.svelte";
import InvitationPane from "./InvitationPane.svelte";
import {
  leads,
  myMeetingState,
  repliesTo,
  rowStanding,
  settledText,
  standingOf,
  unread,
} from "./received";
import SayDialog from "./SayDialog.svelte";
import { view, write } from "./testing";

stopTheClock();
afterEach(() => setLocale("zh-CN"));

function invited(over: Partial<ReceivedMeeting> = {}): ReceivedMeeting {
  return {
    id: "6",
    content: "新学期招新动员大会",
    address: "D101 教室",
    sponsor: { student: "30001", name: "苏禾", avatar_url: null },
    published_at: NOW - 26 * HOUR,
    deadline: NOW + 2 * HOUR,
    answered: "nothing",
    signed: false,
    ...over,
  };
}
const { leaders } = view().detail;
const stands = (
  over: Partial<ReceivedMeeting> = {},
  told: Partial<ReceivedMeetingView> = {},
): ReceivedMeetingView => ({
  meeting: invited(over),
  leaders,
  leads: false,
  invited: null,
  over: false,
  ...told,
});

describe("where I stand with a meeting", () => {
  it("is_what_i_said_until_i_have_signed_in", () => {
    const state = (answered: Answered, signed = false): string =>
      myMeetingState(invited({ answered, signed })).label;
    expect(state("nothing")).toBe("待回复");
    expect(state("confirmed")).toBe("会来");
    expect(state("on_leave")).toBe("请假");
    expect(state({ other: "7" })).toBe("7");
    expect(state({ other: " " })).toBe("回复不明");
    expect(state("nothing", true)).toBe("已签到");
  });

  it("decides_what_can_still_be_said", () => {
    expect(repliesTo(stands())).toEqual(["confirm", "leave"]);
    expect(repliesTo(stands({ answered: "confirmed" }))).toEqual(["leave"]);
    expect(repliesTo(stands({ answered: "on_leave" }))).toEqual(["confirm"]);
    expect(repliesTo(stands({ answered: { other: "7" } }))).toEqual(["confirm", "leave"]);
    expect(repliesTo(stands({ answered: "confirmed", signed: true }))).toEqual([]);
  });

  it("is_to_lead_it_for_who_is_not_invited_and_then_nothing_can_be_said", () => {
    const led = stands({}, { leads: true, invited: false });
    expect(standingOf(led).label).toBe("负责签到");
    expect(repliesTo(led)).toEqual([]);
    // Until it is known, nobody is kept from answering.
    for (const invited of [null, true]) {
      const open = stands({}, { leads: true, invited });
      expect(standingOf(open).label).toBe("待回复");
      expect(repliesTo(open)).toEqual(["confirm", "leave"]);
    }
  });

  it("in_the_list_is_to_lead_it_too_once_that_is_known", () => {
    const label = (leads: boolean | null, told: boolean | null): string =>
      rowStanding({ ...invited(), leads, invited: told }).label;
    expect(label(true, false)).toBe("负责签到");
    for (const told of [null, true] as const) expect(label(true, told)).toBe("待回复");
  });

  it("is_asked_for_where_the_list_does_not_know_it", () => {
    const asked = (over: Partial<Invitation>): (string | undefined)[] => {
      const row = { ...invited(), leads: null, invited: null, ...over };
      const club = { id: "31", name: "灯塔社", avatar_url: null };
      return unread("c1", [{ club, row }], NOW).map((target) =>
        target.kind === "club" ? target.view.kind : undefined,
      );
    };
    expect(asked({})).toEqual(["received_meeting"]);
    expect(asked({ leads: true })).toEqual(["participation"]);
    expect(asked({ leads: true, invited: false })).toEqual([]);
    expect(asked({ leads: false })).toEqual([]);
    expect(asked({ answered: "confirmed" })).toEqual([]);
    expect(asked({ signed: true })).toEqual([]);
    expect(asked({ deadline: NOW - HOUR })).toEqual([]);
  });

  it("knows_who_leads", () => {
    expect(leads(leaders, "30002")).toBe(true);
    expect(leads(leaders, "30003")).toBe(false);
    expect(leads(leaders, null)).toBe(false);
  });

  it("ends_with_the_meeting_where_somebody_tells", () => {
    const over = stands({ answered: "confirmed" }, { leads: true, invited: true, over: true });
    expect(repliesTo(over)).toEqual([]);
    expect(settledText(over)).toBe("会议已经结束，不能再回复或签到。");
    expect(standingOf(over).label).toBe("会来");
  });
});

describe("the writes that are told", () => {
  it("are_the_latest_and_what_is_not_settled", () => {
    const states = ["confirmed", "unknown", "rejected", "sending", "queued", "confirmed"] as const;
    const told = toldOf(states.map((state, at) => write({ id: `o${at}`, state })));
    expect(told.map(({ id }) => id)).toEqual(["o0", "o1", "o3", "o4"]);
  });
});

describe("an account with one list", () => {
  it("administers_no_club_and_has_published_nothing", () => {
    const mine = (administered: number, total: number | null): boolean =>
      onlyReceives(
        { me: "1", administered: Array(administered).fill({}), joined: [] },
        total === null ? null : { total },
      );
    expect(mine(0, 0)).toBe(true);
    expect(mine(1, 0)).toBe(false);
    expect(mine(0, 1)).toBe(false);
    expect(mine(0, null)).toBe(false);
    expect(onlyReceives(null, { total: 0 })).toBe(false);
  });
});

it("the_list_says_when_where_for_which_club_and_where_i_stand", () => {
  const club = { id: "31", name: "灯塔社", avatar_url: null };
  const row = { ...invited({ answered: "confirmed" }), leads: null, invited: null };
  const rows = [{ club, row }];
  render(InvitationListPane, {
    connection: "c1",
    rows: pageOf(read({ offset: 0, total: 1, rows }), { page: 1, filter: "" }),
    place: { page: 1, filter: "大会" },
    selected: null,
    headed: false,
    refreshing: false,
    onside: null,
    onplace: vi.fn(),
    onrefresh: vi.fn(),
  });
  const link = screen.getByRole("link", { name: /新学期招新动员大会/ });
  expect(link).toHaveAttribute("href", "/c/c1/meetings/received/6?q=%E5%A4%A7%E4%BC%9A");
  expect(link).toHaveTextContent("会来");
  expect(link).toHaveTextContent("D101 教室 · 灯塔社");
  expect(link).toHaveTextContent("还有 2 小时");
  expect(screen.getByRole("link", { name: "我要签到" })).toBeInTheDocument();
});

function pane(over: Partial<ReceivedMeeting> = {}, rest = {}) {
  const acts = { onsay: vi.fn(), onproject: vi.fn() };
  cleanup();
  render(InvitationPane, {
    view: stands(over),
    age: read(null, { fetched_at: NOW - 12_000, server_time: NOW }),
    club: "灯塔社",
    entries: [],
    signIn: "/connections?sign-in=c1",
    back: "/c/c1/meetings/received",
    selfSignIn: "/c/c1/meetings/sign-in",
    onretry: vi.fn(),
    onsay: acts.onsay,
    onproject: null,
    ...rest,
  });
  return acts;
}
const buttons = (): (string | null)[] =>
  screen.queryAllByRole("button").flatMap((button) => button.textContent.trim() || []);

describe("a meeting that I am invited to", () => {
  it("says_when_where_by_whom_and_whom_to_call", () => {
    pane();
    expect(screen.getByText("D101 教室")).toBeInTheDocument();
    expect(screen.getByText("苏禾")).toBeInTheDocument();
    const section = within(screen.getByRole("region", { name: "签到负责人" }));
    expect(section.getByText("何景行")).toBeInTheDocument();
    expect(section.getByText("宣传部 · 部长")).toBeInTheDocument();
    expect(section.getByText("100 5000 0001")).toBeInTheDocument();
  });

  it("offers_the_replies_that_are_left_and_the_way_to_sign_in", async () => {
    const { onsay } = pane();
    expect(buttons()).toEqual(["确认参加", "请假"]);
    expect(screen.getByRole("link", { name: "我要签到" })).toHaveAttribute(
      "href",
      "/c/c1/meetings/sign-in",
    );
    await userEvent.click(screen.getByRole("button", { name: "请假" }));
    expect(onsay).toHaveBeenCalledExactlyOnceWith("leave");
    pane({ answered: "confirmed" });
    expect(buttons()).toEqual(["改为请假"]);
    pane({ answered: "on_leave" });
    expect(buttons()).toEqual(["改为参加"]);
    pane({ answered: "confirmed", signed: true });
    expect(buttons()).toEqual([]);
    expect(screen.queryByRole("link", { name: "我要签到" })).toBeNull();
  });

  it("offers_no_reply_and_no_way_in_to_who_only_leads_it", () => {
    const onproject = vi.fn();
    pane({}, { view: stands({}, { leads: true, invited: false }), onproject });
    expect(buttons()).toEqual(["投影签到码"]);
    expect(screen.queryByRole("link", { name: "我要签到" })).toBeNull();
    expect(screen.getByText(/没有被邀请参会/)).toBeInTheDocument();
  });

  it("shows_its_codes_to_who_leads_it", async () => {
    const onproject = vi.fn();
    pane({}, { onproject });
    await userEvent.click(screen.getByRole("button", { name: "投影签到码" }));
    expect(onproject).toHaveBeenCalledOnce();
  });

  it("shows_where_each_reply_stands", () => {
    const unknown = write({ id: "o1", kind: "leave_meeting", state: "unknown" });
    pane({}, { entries: [write({ id: "o2", kind: "confirm_meeting" }), unknown] });
    expect(screen.getByText("确认参会 · 正在发送")).toBeInTheDocument();
    expect(screen.getByText("会议请假 · 结果不明")).toBeInTheDocument();
  });
});

describe("before a reply", () => {
  const dialog = (over = {}) =>
    render(SayDialog, {
      open: true,
      reply: "leave" as const,
      meeting: invited(),
      comment: "",
      problems: [],
      busy: false,
      error: null,
      onact: vi.fn(),
      onclose: vi.fn(),
      ...over,
    });

  it("asks_for_leave_with_a_reason_that_may_be_empty", async () => {
    dialog({ problems: [{ field: "content", rule: "not_taken", character: "🤒" }] });
    const shown = within(await screen.findByRole("dialog", { name: "这个会议请假？" }));
    expect(shown.getByText(/签到前可以改为参加/)).toBeInTheDocument();
    const reason = shown.getByRole("textbox", { name: "请假原因" });
    expect(reason).toHaveAccessibleDescription("请假原因里的“🤒”服务器存不了，请去掉");
    expect(reason).toBeInvalid();
  });

  it("confirms_without_one", async () => {
    dialog({ reply: "confirm" });
    const shown = within(await screen.findByRole("dialog", { name: "确认参加这个会议？" }));
    expect(shown.getByText(/会议结束前可以改为请假/)).toBeInTheDocument();
    expect(shown.queryByRole("textbox")).toBeNull();
  });
});
