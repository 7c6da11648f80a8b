import { describe, expect, it } from "vitest";

import type { CheckInBoard, ResponseBoard } from "$lib/ipc/bindings";

import { checkInHeads, responseHeads, spanFigure, type Head } from "./board";
import { MINUTE } from "./testing";

const THIN = "\u202f";
const responses: ResponseBoard = {
  wanted: 60,
  notified: 120,
  unread: 67,
  refused: 12,
  accepted: 41,
  other: 0,
  average_ms: 6 * MINUTE,
  median_ms: 6 * MINUTE,
  ninetieth_ms: 31 * MINUTE,
  server: { wanted: 60, notified: 120, responded: 53, accepted: 41, average_ms: 6 * MINUTE },
  disagreements: [],
};
const checkIns: CheckInBoard = {
  accepted: 41,
  checked_in: 10,
  absent: 31,
  other: 0,
  server: { accepted: 41, checked_in: 10 },
  disagreements: [],
};
const figure = (heads: Head[], id: string): Head | undefined => heads.find((one) => one.id === id);

describe("response_figures", () => {
  it("have_their_shares_of_those_notified", () => {
    const heads = responseHeads(responses, true);
    expect(heads.map((one) => `${one.label} ${one.value} ${one.unit ?? one.share}`.trim())).toEqual(
      [
        "征集 60",
        "已通知 120",
        `已读 53 44${THIN}%`,
        `接受 41 34${THIN}%`,
        `拒绝 12 10${THIN}%`,
        `未读 67 56${THIN}%`,
        `响应用时 中位 / 九成 6 分 / 31${THIN}分`,
      ],
    );
    expect(figure(heads, "wanted")?.note).toBe("还差 19 人");
  });

  it("a_disagreement_shows_both_figures", () => {
    const heads = responseHeads(
      { ...responses, disagreements: [{ figure: "accepted", rows: 41, server: 43 }] },
      true,
    );
    expect(figure(heads, "accepted")).toMatchObject({ value: "41", note: "服务器称 43" });
    const said = responseHeads(
      { ...responses, disagreements: [{ figure: "responded", rows: 53, server: 50 }] },
      true,
    );
    expect(figure(said, "read")).toMatchObject({ value: "53", note: "服务器称 50" });
  });

  it("partial_rows_are_never_a_total", () => {
    const heads = responseHeads({ ...responses, notified: 80 }, false);
    expect(figure(heads, "notified")).toMatchObject({ value: "120", note: "只读到 80 人" });
    expect(heads.every((one) => one.share === "")).toBe(true);
    expect(figure(heads, "wanted")?.note).toBe("");
    expect(figure(heads, "times")?.value).toBe("–");
    const untold = { ...responses, server: { ...responses.server, notified: null } };
    expect(figure(responseHeads(untold, false), "notified")?.value).toBe("–");
  });

  it("nobody_notified_divides_nothing", () => {
    const none = {
      ...responses,
      notified: 0,
      unread: 0,
      refused: 0,
      accepted: 0,
      average_ms: null,
      median_ms: null,
      ninetieth_ms: null,
    };
    const heads = responseHeads(none, true);
    expect(figure(heads, "accepted")?.share).toBe("");
    expect(figure(heads, "times")?.value).toBe("–");
  });

  it("an_average_that_the_server_gets_wrong_is_named", () => {
    const wrong = { ...responses, server: { ...responses.server, average_ms: 40 * MINUTE } };
    expect(figure(responseHeads(wrong, true), "times")?.note).toBe(
      `平均 6${THIN}分，服务器称 40${THIN}分`,
    );
    const right = figure(responseHeads(responses, true), "times");
    expect([right?.note, right?.noteTone]).toEqual([`平均 6${THIN}分`, "quiet"]);
  });

  it("a_span_stands_large_in_one_unit", () => {
    expect(spanFigure(45_400)).toEqual({ value: "45", unit: "秒" });
    expect(spanFigure(6.2 * MINUTE)).toEqual({ value: "6", unit: "分" });
    expect(spanFigure(72 * MINUTE)).toEqual({ value: "1.2", unit: "时" });
    expect(spanFigure(null)).toEqual({ value: "–" });
  });

  it("unknown_statuses_have_a_figure_of_their_own", () => {
    expect(figure(responseHeads({ ...responses, other: 2 }, true), "other")?.value).toBe("2");
    expect(figure(responseHeads(responses, true), "other")).toBeUndefined();
  });

  it("without_a_headcount_nothing_is_said_to_be_enough", () => {
    const wanted = figure(responseHeads({ ...responses, wanted: 0 }, true), "wanted");
    expect([wanted?.value, wanted?.note]).toEqual(["–", ""]);
  });

  it("enough_is_said_when_it_is_enough", () => {
    expect(figure(responseHeads({ ...responses, accepted: 60 }, true), "wanted")?.note).toBe(
      "已征满",
    );
  });
});

describe("check_in_figures", () => {
  it("arrived_is_a_share_of_accepted", () => {
    expect(figure(checkInHeads(checkIns, true), "arrived")).toMatchObject({
      value: "10",
      share: `24${THIN}%`,
    });
  });

  it("a_disagreement_shows_both_figures", () => {
    const heads = checkInHeads(
      { ...checkIns, disagreements: [{ figure: "checked_in", rows: 10, server: 12 }] },
      true,
    );
    expect(figure(heads, "arrived")?.note).toBe("服务器称 12");
  });

  it("partial_rows_are_never_a_total", () => {
    const heads = checkInHeads({ ...checkIns, accepted: 20, other: 1 }, false);
    expect(figure(heads, "accepted")).toMatchObject({ value: "41", note: "只读到 20 人" });
    expect(heads.every((one) => one.share === "")).toBe(true);
  });
});
