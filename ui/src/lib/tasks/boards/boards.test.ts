import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { toast } from "$lib/design";
import { ceiling, end, labelled } from "$lib/design/charts/curve";
import CurveLegend from "$lib/design/charts/CurveLegend.svelte";
import { setPrivacy } from "$lib/frame/privacy.svelte";
import { setLocale } from "$lib/i18n";
import type {
  BoardPerson,
  CheckInBoard,
  CheckInPicture,
  Projection,
  ResponseBoard,
  ResponsePicture,
} from "$lib/ipc/bindings";

import ResponsePanel from "../ResponsePanel.svelte";
import { MINUTE, NOW, read, stopTheClock, view } from "../testing";
import CallActions from "./CallActions.svelte";
import { countdown } from "./countdown";
import { arrivalPlot, responsePlot } from "./curves";
import { filtersOf, responseFilter } from "./filter";
import { habitText } from "./habit";
import { outlook } from "./outlook";
import WallScreen from "./WallScreen.svelte";

stopTheClock();
afterEach(() => {
  setLocale("zh-CN");
  setPrivacy(false);
});

const projection: Projection = {
  at: NOW + 72 * MINUTE,
  low: 48,
  high: 59,
  chance: 0.07,
  promised: 0,
  advice: { kind: "call", people: 9 },
  basis: "answers",
  cone: [
    { at: NOW, low: 41, high: 41 },
    { at: NOW + 72 * MINUTE, low: 48, high: 59 },
  ],
};
const picture: ResponsePicture = {
  curve: {
    points: [
      { at: NOW - 46 * MINUTE, accepted: 0, refused: 0 },
      { at: NOW - 20 * MINUTE, accepted: 41, refused: 12 },
    ],
    undated: 0,
  },
  offices: [
    { office: "江南中街", accepted: 18, refused: 3, unread: 9, other: 0 },
    { office: "", accepted: 0, refused: 0, unread: 2, other: 0 },
  ],
  offices_left_out: 0,
  projection,
  calls: { no_answer: 2, reached: 1, will_come: 3 },
  as_of: NOW,
  launched_at: NOW - 46 * MINUTE,
  gather_at: NOW + 72 * MINUTE,
};
const board: ResponseBoard = {
  wanted: 60,
  notified: 120,
  unread: 67,
  refused: 12,
  accepted: 41,
  other: 0,
  average_ms: 6 * MINUTE,
  median_ms: 6 * MINUTE,
  ninetieth_ms: 31 * MINUTE,
  server: { wanted: 60, notified: 120, responded: 53, accepted: 41, average_ms: null },
  disagreements: [],
};
const unread: BoardPerson = {
  soldier: "1",
  name: "陈嘉树",
  phone: "10000002201",
  office: "昌岗街",
  im_user: null,
  status: "unread",
  responded_at: null,
  note: { outcome: "no_answer", by: "commander", at: NOW - 5 * MINUTE, tries: 2 },
  habit: { notified: 3, accepted: 3, refused: 0, typical_ms: 3 * MINUTE },
};

const nothing: CheckInPicture = {
  since: null,
  curve: [],
  offices: [],
  offices_left_out: 0,
  latest: [],
  as_of: NOW,
  wanted: null,
  gather_at: null,
};

function openPanel(over: object = {}) {
  const acts = { ondial: vi.fn(), onnote: vi.fn(), onfollowup: vi.fn(), onfilter: vi.fn() };
  const rows = vi.fn(() => Promise.resolve({ offset: 0, total: 1, rows: [unread] }));
  render(ResponsePanel, {
    board: read(board),
    picture,
    launchedAt: NOW - 46 * MINUTE,
    live: true,
    signIn: "/connections",
    filter: { status: null, office: null },
    href: ({ status, office }) => `/x?status=${status}&office=${office}`,
    onretry: () => {},
    read: rows,
    ...acts,
    ...over,
  });
  return { rows, ...acts };
}

describe("the_outlook", () => {
  it("says_the_range_what_is_missing_and_whom_to_phone", () => {
    const said = outlook(projection, 60);
    expect(said.headline).toBe("14:00 预计 48 – 59 人接受");
    expect(said.text).toBe("距目标 60 人还差 1 – 12 人。现在再电话联系 9 人，达标把握约八成。");
    expect(said.tone).toBe("warning");
  });

  it("says_when_it_is_enough_and_when_nothing_helps_but_calling_more", () => {
    const sure = {
      ...projection,
      low: 60,
      high: 66,
      chance: 0.97,
      advice: { kind: "enough" } as const,
    };
    expect(outlook(sure, 60)).toMatchObject({
      text: "预计征满 60 人。征满的把握在 95 % 以上。",
      tone: "accepted",
    });
    const lost = {
      ...projection,
      advice: { kind: "not_enough", unread: 7, chance: 0.3 } as const,
    };
    expect(outlook(lost, 90).text).toContain("需要追加征集");
    setLocale("en");
    expect(outlook(lost, 90).text).toContain("call out more people");
  });
});

describe("the_curves", () => {
  it("reach_from_the_launch_over_now_to_the_gathering", () => {
    const { curve, rows } = responsePlot(picture, 60);
    expect(curve.times).toEqual([...curve.times].sort((a, b) => a - b));
    expect(curve.lines[1]?.values).toEqual([0, 41, 41, null, null]);
    expect(curve.band?.high).toEqual([null, null, null, 41, 59]);
    expect(curve.moments.map((one) => one.label)).toEqual(["12:02", "12:48 现在", "14:00 集合"]);
    expect(rows.at(-1)).toEqual(["14:00:00", "", "", "48 – 59"]);
  });

  it("without_any_answer_there_is_a_curve_all_the_same", () => {
    const bare = { ...picture, curve: { points: [], undated: 0 }, projection: null };
    expect(responsePlot(bare, 0).curve.lines[1]?.values).toEqual([0]);
    expect(arrivalPlot(nothing, 0).curve.times).toEqual([NOW]);
  });

  it("label_what_fits_and_always_the_last_moment", () => {
    const moments = [0, 48, 50, 100].map((at) => ({ at, label: String(at) }));
    const shown = labelled(moments, 0, 100, 300, 90).map((one) => one.at);
    expect(shown).toEqual([0, 48, 100]);
    expect(labelled(moments.slice(0, 2), 0, 50, 80, 90).map((one) => one.at)).toEqual([48]);
  });

  it("tell_their_lines_apart_and_name_them_without_a_colour", () => {
    const { curve } = responsePlot(picture, 60);
    const looks = curve.lines.map(({ mark, dashed = false }) => `${mark} ${dashed}`);
    expect(new Set(looks).size).toBe(curve.lines.length);
    expect(curve.lines.map((line) => end(curve, line))).toEqual([
      { at: NOW, value: 12 },
      { at: NOW, value: 41 },
    ]);
    const { container } = render(CurveLegend, { curve });
    const items = screen.getAllByRole("listitem");
    expect(items.map((one) => one.textContent.trim())).toEqual(["拒绝", "接受", "预计接受"]);
    expect(items[0]?.querySelector("[data-mark=cross]")).not.toBeNull();
    expect(container.querySelectorAll(".dashed")).toHaveLength(1);
    expect(items[0]?.querySelector(".dashed")).not.toBeNull();
  });

  it("leave_room_above_the_highest_value", () => {
    expect(ceiling(responsePlot(picture, 60).curve)).toBe(65);
  });
});

describe("the_panel", () => {
  it("every_number_of_the_matrix_is_a_way_to_its_people", () => {
    openPanel();
    const link = screen.getByRole("link", { name: "江南中街，拒绝 3 人" });
    expect(link).toHaveAttribute("href", "/x?status=refused&office=江南中街");
    expect(screen.getByRole("link", { name: "（未注明单位），未读 2 人" })).toBeVisible();
    // Nobody there, nowhere to go.
    expect(screen.queryByRole("link", { name: /接受 0/ })).toBeNull();
  });

  it("whoever_answered_in_a_way_we_do_not_know_has_a_column_and_a_filter", async () => {
    const offices = [{ office: "江南中街", accepted: 1, refused: 0, unread: 0, other: 2 }];
    const { rows, onfilter } = openPanel({
      board: read({ ...board, other: 2 }),
      picture: { ...picture, offices },
      filter: { status: "other", office: null },
    });
    const link = screen.getByRole("link", { name: "江南中街，其他 2 人" });
    expect(link).toHaveAttribute("href", "/x?status=other&office=江南中街");
    expect(screen.getByRole("radio", { name: "其他 2" })).toBeChecked();
    await vi.waitFor(() =>
      expect(rows).toHaveBeenLastCalledWith(expect.objectContaining({ status: { other: "" } })),
    );
    await userEvent.click(screen.getByRole("radio", { name: /全部/ }));
    expect(onfilter).toHaveBeenCalledWith({ status: "all", office: null });
  });

  it("nobody_of_that_kind_no_column_and_no_filter", () => {
    openPanel();
    expect(screen.queryByRole("radio", { name: /其他/ })).toBeNull();
    expect(screen.queryByRole("columnheader", { name: "其他" })).toBeNull();
  });

  it("the_unread_stand_in_calling_order_with_their_habit_and_the_last_call", async () => {
    const { rows, ondial, onnote } = openPanel();
    const row = (await screen.findByText("陈嘉树")).closest("[role=row]") as HTMLElement;
    expect(rows).toHaveBeenLastCalledWith(
      expect.objectContaining({ status: "unread", sort: "calling", office: null }),
    );
    expect(row).toHaveTextContent("通常 3 分钟内");
    expect(row).toHaveTextContent("没接");
    expect(row).toHaveTextContent("12:43 commander 第 2 次");
    await userEvent.click(within(row).getByRole("button", { name: "拨打陈嘉树的电话" }));
    expect(ondial).toHaveBeenCalledWith(unread);
    within(row).getByRole("button", { name: "记录与陈嘉树的通话结果" }).focus();
    await userEvent.keyboard("{Enter}");
    // Without layout the menu is never placed, and so never shown: the keys work.
    await screen.findByText("会来");
    await userEvent.keyboard("{Enter}");
    expect(onnote).toHaveBeenCalledWith(unread, "will_come");
  });

  it("an_outcome_is_noted_for_the_one_at_whom_the_menu_was_opened", async () => {
    const acts = { tabindex: 0 as const, ondial: vi.fn(), onnote: vi.fn() };
    const { rerender } = render(CallActions, { person: unread, ...acts });
    screen.getByRole("button", { name: "记录与陈嘉树的通话结果" }).focus();
    await userEvent.keyboard("{Enter}");
    await screen.findByText("会来");
    // The board was sorted anew: the row is somebody else's.
    await rerender({ person: { ...unread, soldier: "2", name: "林予安", note: null } });
    expect(screen.getByText("陈嘉树")).toBeInTheDocument();
    await userEvent.keyboard("{End}{Enter}");
    expect(acts.onnote).toHaveBeenCalledWith(unread, null);
  });

  it("in_privacy_mode_a_number_that_cannot_be_copied_is_not_shown", async () => {
    setPrivacy(true);
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("no"));
    const failed = vi.spyOn(toast, "failed");
    render(CallActions, { person: unread, tabindex: 0, ondial: vi.fn(), onnote: vi.fn() });
    await user.click(screen.getByRole("button", { name: /复制/ }));
    await vi.waitFor(() => expect(failed).toHaveBeenCalled());
    expect(JSON.stringify(failed.mock.calls)).not.toContain("2201");
  });

  it("says_how_the_range_is_worked_out_and_what_it_counted_when_asked", async () => {
    openPanel();
    const ask = screen.getByRole("button", { name: "依据本次响应曲线" });
    const counted = screen.getByText(
      "这次算进去的：41 人接受、12 人拒绝各用了多久，还有 67 人未读。",
    );
    expect(counted).not.toBeVisible();
    expect(ask).toHaveAttribute("aria-expanded", "false");
    ask.focus();
    await userEvent.keyboard("{Enter}");
    expect(counted).toBeVisible();
    expect(screen.getByText(/范围有八成把握/)).toBeVisible();
    expect(ask).toHaveAttribute("aria-expanded", "true");
  });

  it("counts_what_came_of_the_calls_and_offers_what_helps", async () => {
    const { onfilter, onfollowup } = openPanel();
    expect(screen.getByText("已电话联系 6 人：会来 3，已联系上 1，没接 2。")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "按拨打顺序联系" }));
    expect(onfilter).toHaveBeenCalledWith({ status: "unread", office: null });
    await userEvent.click(screen.getByRole("button", { name: "向未读者补发" }));
    expect(onfollowup).toHaveBeenCalled();
  });

  it("a_chart_is_a_table_as_well", async () => {
    openPanel();
    await userEvent.click(screen.getByRole("button", { name: "表格" }));
    expect(screen.getByRole("rowheader", { name: "14:00:00" })).toBeVisible();
    expect(screen.getByRole("columnheader", { name: "预计接受" })).toBeVisible();
  });
});

describe("the_wall", () => {
  it("shows_namesakes_who_came_in_one_reading", () => {
    const one = { name: "王伟", office: "昌岗街", seen_at: NOW };
    const arrivals = { ...nothing, latest: [one, one] };
    render(WallScreen, {
      view: view(),
      board: read<CheckInBoard>(null),
      picture: arrivals,
      age: read(null),
      full: false,
      onfull: () => {},
    });
    expect(screen.getAllByText("王伟")).toHaveLength(2);
  });
});

it("a_habit_reads_as_one_says_it", () => {
  const habit = (accepted: number, refused: number, notified: number, typical: number | null) =>
    habitText({ accepted, refused, notified, typical_ms: typical });
  expect(habitText(null)).toBe("无记录");
  expect(habit(2, 0, 2, 170_000)).toBe("通常 3 分钟内");
  expect(habit(1, 1, 3, 61_000)).toBe("通常 2 分钟内 · 接受 1 / 3 次");
  expect(habit(0, 2, 2, 60_000)).toBe("接受 0 / 2 次");
  expect(habit(0, 0, 4, null)).toBe("4 次都没有响应");
});

it("a_filter_lives_in_the_address_and_foreign_words_ask_for_nothing", () => {
  const url = new URL("http://x/c/1/tasks/working/7/responses?q=zj");
  const to = filtersOf(url)({ status: "refused", office: "江南 & 中街" });
  expect(responseFilter(new URL(to, url).searchParams)).toEqual({
    status: "refused",
    office: "江南 & 中街",
  });
  expect(to).toContain("q=zj");
  expect(filtersOf(new URL(to, url))({ status: null, office: null })).toBe(
    "/c/1/tasks/working/7/responses?q=zj",
  );
  expect(responseFilter(new URLSearchParams("status=<b>"))).toEqual({ status: null, office: null });
});

it("a_count_down_goes_on_after_its_moment", () => {
  expect(countdown(72 * MINUTE + 8_000)).toEqual({ text: "1:12:08", past: false });
  expect(countdown(-511_000)).toEqual({ text: "08:31", past: true });
});
