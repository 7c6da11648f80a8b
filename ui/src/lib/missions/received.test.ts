import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { pageOf } from "$lib/clubs/paths";
import { setLocale } from "$lib/i18n";
import type { FromClub, ReceivedMission, ReceivedMissionView } from "$lib/ipc/bindings";
import { HOUR, NOW, read, stopTheClock } from "$lib/tasks/testing";

import GivenListPane from "./GivenListPane.svelte";
import GivenPane from "./GivenPane.svelte";
import { missionQuestion, myMissionState, togetherText } from "./received";
import SayDialog from "./SayDialog.svelte";

stopTheClock();
afterEach(() => setLocale("zh-CN"));

function given(over: Partial<ReceivedMission> = {}): ReceivedMission {
  return {
    id: "26",
    content: "器材盘点",
    sponsor: { student: "30001", name: "苏禾", avatar_url: null },
    published_at: NOW - HOUR,
    deadline: NOW + 3 * HOUR,
    confirmed: false,
    finished: false,
    ...over,
  };
}
const companion = (student: string, name: string) => ({ student, name, avatar_url: null });
const two = [companion("1", "周望舒"), companion("2", "")];
const part = (id: string, content: string, finished = false) => ({
  id,
  content,
  finished,
  people: 2,
  companions: two,
});

function view(
  over: Partial<ReceivedMission> = {},
  parts: ReceivedMissionView["parts"] = [],
): ReceivedMissionView {
  const whole = parts.length === 0;
  return { mission: given(over), people: whole ? 2 : 0, companions: whole ? two : [], parts };
}

describe("where I stand with a mission", () => {
  it("follows_what_i_said_and_then_the_deadline_by_the_servers_clock", () => {
    const state = (over: Partial<ReceivedMission>): string =>
      myMissionState(given(over), NOW).label;
    expect(state({})).toBe("待确认");
    expect(state({ confirmed: true })).toBe("待完成");
    expect(state({ confirmed: true, deadline: NOW })).toBe("已截止");
    expect(state({ finished: true, deadline: NOW })).toBe("已完成");
    expect(state({ deadline: null })).toBe("待确认");
  });

  it("names_the_first_of_those_who_were_given_the_same", () => {
    expect(togetherText(two, 2)).toBe("一起的有 2 人：周望舒、（无姓名）");
    expect(togetherText(two, 12)).toBe("一起的有 12 人：周望舒、（无姓名）…");
    expect(togetherText([], 12)).toBe("");
  });
});

function list(rows: FromClub<ReceivedMission>[], over = {}) {
  const onside = vi.fn();
  render(GivenListPane, {
    connection: "c1",
    rows: pageOf(read({ offset: 0, total: rows.length, rows }), { page: 1, filter: "" }),
    place: { page: 1, filter: "" },
    selected: null,
    headed: false,
    refreshing: false,
    onside,
    onplace: vi.fn(),
    onrefresh: vi.fn(),
    ...over,
  });
  return onside;
}
const club = { id: "31", name: "灯塔社", avatar_url: null };

describe("the list", () => {
  it("says_by_when_for_which_club_and_where_i_stand", () => {
    list([{ club, row: given() }]);
    const link = screen.getByRole("link", { name: /器材盘点/ });
    expect(link).toHaveAttribute("href", "/c/c1/missions/received/26");
    expect(link).toHaveTextContent("待确认");
    expect(link).toHaveTextContent("截止 · 灯塔社");
    expect(link).toHaveTextContent("还有 3 小时");
  });

  it("leads_to_the_other_list_where_there_is_one", async () => {
    const onside = list([]);
    expect(screen.getByText("还没有收到任务")).toBeInTheDocument();
    expect(screen.getByRole("radio", { name: "我收到的" })).toBeChecked();
    await userEvent.click(screen.getByRole("radio", { name: "我发布的" }));
    expect(onside).toHaveBeenCalledExactlyOnceWith("published");
    cleanup();
    list([], { onside: null });
    expect(screen.queryByRole("radio")).toBeNull();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("我收到的任务");
  });
});

function pane(shown: ReceivedMissionView) {
  const onsay = vi.fn();
  cleanup();
  render(GivenPane, {
    view: shown,
    age: read(null, { fetched_at: NOW - 12_000, server_time: NOW }),
    club: "灯塔社",
    entries: [],
    signIn: "/connections?sign-in=c1",
    back: "/c/c1/missions/received",
    onsay,
    onretry: vi.fn(),
  });
  return onsay;
}
const buttons = (): (string | null)[] =>
  screen.queryAllByRole("button").map((button) => button.textContent.trim());

describe("a mission that I was given", () => {
  it("says_who_gave_it_and_how_old_that_is_and_offers_what_is_left_to_say", async () => {
    const onsay = pane(view());
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("器材盘点");
    expect(screen.getByText("苏禾")).toBeInTheDocument();
    expect(screen.getByText(/12 秒前/)).toBeInTheDocument();
    expect(screen.getByText(/一起的有 2 人/)).toBeInTheDocument();
    expect(buttons()).toEqual(["确认收到", "完成任务"]);
    await userEvent.click(screen.getByRole("button", { name: "确认收到" }));
    expect(onsay).toHaveBeenCalledExactlyOnceWith({ reply: "confirm", part: null });
    pane(view({ confirmed: true }));
    expect(buttons()).toEqual(["完成任务"]);
    pane(view({ confirmed: true, finished: true }));
    expect(buttons()).toEqual([]);
    expect(screen.getByText("你已完成，不用再回复。")).toBeInTheDocument();
  });

  it("is_finished_part_by_part_or_all_at_once", async () => {
    const parts = [part("27", "东门", true), part("28", "西门")];
    const onsay = pane(view({ confirmed: true }, parts));
    const rows = within(screen.getByRole("region", { name: "交给我的子任务" }));
    const [east, west] = rows.getAllByRole("listitem");
    expect(east).toHaveTextContent("已完成");
    expect(west).toHaveTextContent("未完成");
    await userEvent.click(rows.getByRole("button", { name: "完成这项：西门" }));
    expect(onsay).toHaveBeenLastCalledWith({ reply: "finish", part: "28" });
    await userEvent.click(screen.getByRole("button", { name: "全部完成" }));
    expect(onsay).toHaveBeenLastCalledWith({ reply: "finish", part: null });
    // Of one part alone there is nothing to tell apart.
    pane(view({ confirmed: true }, [part("27", "东门")]));
    expect(buttons()).toEqual(["完成任务"]);
  });
});

describe("before a reply", () => {
  it("says_what_it_means", () => {
    const parts = [part("27", "东门"), part("28", "西门")];
    const asked = (reply: "confirm" | "finish", of: string | null, shown = view({}, parts)) =>
      missionQuestion({ reply, part: of }, shown, NOW);
    expect(asked("confirm", null).title).toBe("确认收到这个任务？");
    expect(asked("finish", "27").title).toBe("这项子任务已经完成？");
    expect(asked("finish", null)).toMatchObject({
      title: "全部子任务都已经完成？",
      means: [
        "还没完成的 2 项子任务都会标为完成。",
        "发布人会看到你已完成。完成后不能收回。",
        "还没有确认的，也会一并确认。",
      ],
      warning: "",
    });
    const half = view({}, [part("27", "东门"), part("28", "西门", true)]);
    expect(asked("finish", null, half).means[0]).toBe("还没完成的 1 项子任务都会标为完成。");
    const late = view({ confirmed: true, deadline: NOW });
    expect(asked("finish", null, late)).toMatchObject({
      title: "这个任务已经完成？",
      means: ["发布人会看到你已完成。完成后不能收回。"],
      warning: "已经过了截止时间，发布人会看到完成得晚了。",
    });
  });

  it("names_the_part_and_tells_why_it_could_not_be_handed_over", async () => {
    const onact = vi.fn();
    render(SayDialog, {
      open: true,
      said: { reply: "finish", part: "28" },
      view: view({}, [part("27", "东门"), part("28", "西门")]),
      busy: false,
      error: { code: "too_late" },
      onact,
      onclose: vi.fn(),
    });
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("西门");
    expect(dialog).not.toHaveTextContent("东门");
    expect(within(dialog).getByRole("alert")).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole("button", { name: "已经完成" }));
    expect(onact).toHaveBeenCalledOnce();
  });
});
