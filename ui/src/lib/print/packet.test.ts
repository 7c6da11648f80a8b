import { render, screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { BoardPerson, Packet } from "$lib/ipc/bindings";
import { HOUR, MINUTE, NOW, stopTheClock, summary } from "$lib/tasks/testing";

import PacketSheet from "./PacketSheet.svelte";

stopTheClock();

function packet(over: Partial<Packet> = {}): Packet {
  return {
    task: summary({ wanted: 4, launched_at: NOW - HOUR }),
    phase: "done",
    steps: [
      { milestone: "published", at: NOW - HOUR },
      { milestone: "first_response", at: NOW - HOUR + 2 * MINUTE },
      { milestone: "headcount_reached", at: null },
      { milestone: "gather", at: NOW - 10 * MINUTE },
      { milestone: "finish", at: null },
    ],
    responses: {
      wanted: 4,
      notified: 6,
      unread: 1,
      refused: 2,
      accepted: 3,
      other: 0,
      average_ms: 9 * MINUTE,
      median_ms: 7 * MINUTE,
      ninetieth_ms: 21 * MINUTE,
      server: { wanted: 4, notified: 6, responded: 5, accepted: 3, average_ms: null },
      disagreements: [],
    },
    check_ins: {
      accepted: 3,
      checked_in: 2,
      absent: 1,
      other: 0,
      server: { accepted: 3, checked_in: 2 },
      disagreements: [],
    },
    offices: [{ office: "昌岗街", accepted: 3, refused: 2, unread: 1, other: 0 }],
    offices_left_out: 0,
    arrivals: [{ office: "昌岗街", arrived: 2, absent: 1, other: 0 }],
    ...over,
  };
}
const silent: BoardPerson[] = [
  {
    soldier: "1",
    name: "陈嘉树",
    phone: "10000000916",
    office: "昌岗街",
    status: "unread",
    responded_at: null,
    im_user: null,
    note: { outcome: "no_answer", by: "值班员", at: NOW, tries: 2 },
    habit: null,
  },
];

describe("the summary of a call-out", () => {
  it("says_what_was_wanted_and_what_came", () => {
    render(PacketSheet, { running: "珠江防汛 · 总结", packet: packet(), silent });
    expect(screen.getByText(/征集 4 人，接受 3 人，到达 2 人，到位率 50/)).toBeInTheDocument();
    const reached = screen.getByRole("row", { name: /征满/ });
    expect(reached).toHaveTextContent("没有达到");
    expect(screen.getByRole("row", { name: /首个响应/ })).toHaveTextContent("2 分");
    expect(screen.getByRole("row", { name: /九成响应用时/ })).toHaveTextContent("21 分");
    const office = screen.getAllByRole("row", { name: /昌岗街/ })[0] as HTMLElement;
    expect(
      within(office)
        .getAllByRole("cell")
        .map((cell) => cell.textContent.trim()),
    ).toEqual(["6", "3", "2", "1", "2", "1"]);
    const unreached = screen.getByRole("row", { name: /陈嘉树/ });
    expect(unreached).toHaveTextContent("100 0000 0916");
    expect(unreached).toHaveTextContent("没接");
  });

  it("says_how_many_offices_it_leaves_out", () => {
    const { unmount } = render(PacketSheet, { running: "", packet: packet(), silent: [] });
    expect(screen.queryByText(/没有列出/)).toBeNull();
    unmount();
    const cut = packet({ offices_left_out: 17 });
    render(PacketSheet, { running: "", packet: cut, silent: [] });
    expect(screen.getByText(/另有 17 个单位没有列出/)).toBeInTheDocument();
  });

  it("claims_no_arrivals_that_were_never_read", () => {
    const without = packet({ check_ins: null, arrivals: [] });
    render(PacketSheet, { running: "", packet: without, silent: [] });
    expect(screen.getByText(/集合情况还没有读到/)).toBeInTheDocument();
    expect(screen.queryByText("已到")).toBeNull();
    expect(screen.getByText("所有人都已响应。")).toBeInTheDocument();
  });
});
