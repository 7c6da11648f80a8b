import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type {
  BoardPerson,
  CheckInBoard,
  Participant,
  PeopleGroup,
  PeopleGroups,
  ResponseBoard,
  Rows,
  SeenCheckIn,
} from "$lib/ipc/bindings";

import type { CheckInChoice, ResponseChoice } from "./boards/filter";
import CheckInPanel from "./CheckInPanel.svelte";
import PeoplePanel from "./PeoplePanel.svelte";
import ResponsePanel from "./ResponsePanel.svelte";
import { MINUTE, NOW, read, stopTheClock } from "./testing";

stopTheClock();

const board: ResponseBoard = {
  wanted: 60,
  notified: 120,
  unread: 67,
  refused: 12,
  accepted: 41,
  other: 0,
  average_ms: 6 * MINUTE,
  median_ms: 6 * MINUTE,
  ninetieth_ms: null,
  server: { wanted: 60, notified: 120, responded: 53, accepted: 41, average_ms: null },
  disagreements: [],
};
const person = {
  soldier: "1",
  name: "欧阳若岚",
  phone: "10000000916",
  office: "江南中街",
  im_user: null,
};
const answered: BoardPerson = {
  ...person,
  status: "accepted",
  responded_at: NOW - 40 * MINUTE,
  note: null,
  habit: null,
};

/** Reads rows out of `all` and remembers what was asked. */
function source<Row>(all: Row[]) {
  return vi.fn((query: { offset: number; limit: number }): Promise<Rows<Row>> =>
    Promise.resolve({
      offset: query.offset,
      total: all.length,
      rows: all.slice(query.offset, query.offset + query.limit),
    }),
  );
}
const shell = { signIn: "/connections?sign-in=c1", onretry: () => {} };
const figure = (id: string): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-figure="${id}"]`) as HTMLElement;

function openResponses(over: Record<string, unknown> = {}, rows: BoardPerson[] = [answered]) {
  const readRows = source(rows);
  const acts = { ondial: vi.fn(), onnote: vi.fn(), onfollowup: vi.fn() };
  const shown = render(ResponsePanel, {
    board: read(board),
    picture: null,
    launchedAt: NOW - 46 * MINUTE,
    live: false,
    filter: { status: null, office: null } as ResponseChoice,
    href: ({ status, office }: ResponseChoice) => `?status=${status}&office=${office}`,
    // The address, for once without a browser.
    onfilter: (filter: ResponseChoice) => void shown.rerender({ filter }),
    ...acts,
    ...shell,
    read: readRows,
    ...over,
  });
  return { readRows, ...acts, ...shown };
}

describe("responses", () => {
  it("a_row_says_who_what_when_and_after_how_long", async () => {
    openResponses();
    const row = (await screen.findByText("欧阳若岚")).closest<HTMLElement>(
      "[role=row]",
    ) as HTMLElement;
    expect(row).toHaveTextContent("江南中街");
    expect(row).toHaveTextContent("100 0000 0916");
    expect(row).toHaveTextContent("接受");
    expect(row).toHaveTextContent("12:08");
    expect(row).toHaveTextContent("6 分");
  });

  it("windows_are_no_larger_than_the_core_answers", async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ ...answered, soldier: String(i) }));
    const { readRows } = openResponses({}, many);
    await screen.findAllByText("欧阳若岚");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    for (const [query] of readRows.mock.calls) expect(query.limit).toBeLessThanOrEqual(200);
  });

  it("filters_by_status_and_text_and_sorts_in_the_core", async () => {
    const { readRows } = openResponses();
    await screen.findByText("欧阳若岚");
    expect(readRows).toHaveBeenLastCalledWith({
      status: null,
      office: null,
      filter: "",
      sort: "responded_at",
      descending: true,
      offset: 0,
      limit: 100,
    });
    await userEvent.click(screen.getByRole("radio", { name: "未读 67" }));
    await userEvent.type(screen.getByRole("textbox", { name: "筛选名单" }), "oyrl");
    await userEvent.click(screen.getByRole("button", { name: "姓名" }));
    await waitFor(() =>
      expect(readRows).toHaveBeenLastCalledWith(
        expect.objectContaining({
          status: "unread",
          filter: "oyrl",
          sort: "name",
          descending: false,
        }),
      ),
    );
  });

  it("filters_by_no_word_that_an_input_method_still_puts_together", async () => {
    const { readRows } = openResponses();
    await screen.findByText("欧阳若岚");
    readRows.mockClear();
    const field = screen.getByRole("textbox", { name: "筛选名单" });
    await fireEvent.input(field, { isComposing: true, target: { value: "ou'yang" } });
    await new Promise((rest) => setTimeout(rest, 20));
    expect(readRows).not.toHaveBeenCalled();
    await fireEvent.input(field, { isComposing: true, target: { value: "欧阳" } });
    await fireEvent.compositionEnd(field);
    await waitFor(() =>
      expect(readRows).toHaveBeenLastCalledWith(expect.objectContaining({ filter: "欧阳" })),
    );
  });

  it("reads_the_rows_again_when_something_changed", async () => {
    const { readRows, rerender } = openResponses();
    await screen.findByText("欧阳若岚");
    const before = readRows.mock.calls.length;
    await rerender({ board: read({ ...board, accepted: 42, unread: 66 }) });
    await waitFor(() => expect(readRows.mock.calls.length).toBe(before + 1));
    expect(figure("accepted")).toHaveTextContent("42");
    expect(figure("accepted").querySelector(".flash")).not.toBeNull();
    expect(figure("refused").querySelector(".flash")).toBeNull();
  });

  it("an_unknown_status_is_shown_as_its_own_word", async () => {
    openResponses({}, [{ ...answered, status: { other: "ZZ" }, responded_at: null }]);
    expect(await screen.findByText("ZZ")).toBeInTheDocument();
  });

  it("the_phone_is_copied_as_digits", async () => {
    const user = userEvent.setup();
    openResponses();
    await user.click(await screen.findByRole("button", { name: "复制欧阳若岚的手机号" }));
    expect(await navigator.clipboard.readText()).toBe("10000000916");
  });

  it("a_part_is_never_shown_as_a_total", async () => {
    openResponses({ board: read({ ...board, notified: 80 }, { complete: false }) });
    await screen.findByText("欧阳若岚");
    expect(screen.getAllByText("只读到 80 人")).toHaveLength(2);
    expect(screen.getByRole("radio", { name: "接受" })).toBeInTheDocument();
    expect(screen.queryByText(/%/)).toBeNull();
  });

  it("a_disagreement_with_the_server_is_shown", async () => {
    openResponses({
      board: read({
        ...board,
        disagreements: [
          { figure: "accepted", rows: 41, server: 43 },
          { figure: "responded", rows: 53, server: 50 },
        ],
      }),
    });
    await screen.findByText("欧阳若岚");
    expect(figure("accepted")).toHaveTextContent("服务器称 43");
    expect(figure("read")).toHaveTextContent("服务器称 50");
    expect(screen.getByRole("status")).toHaveTextContent("名单与服务器的合计不一致");
  });

  it("nobody_notified_and_nobody_found_read_differently", async () => {
    openResponses({}, []);
    expect(await screen.findByText("还没有通知任何人")).toBeInTheDocument();
    await userEvent.type(screen.getByRole("textbox", { name: "筛选名单" }), "x");
    expect(await screen.findByText("没有匹配的人")).toBeInTheDocument();
  });

  it("before_the_first_answer_a_problem_says_why", () => {
    openResponses({ board: read<ResponseBoard>(null, { problem: { code: "unreachable" } }) });
    expect(screen.getByText("响应情况还没有读到")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "重试" })).toBeInTheDocument();
  });
});

describe("check_ins", () => {
  const checkIns: CheckInBoard = {
    accepted: 41,
    checked_in: 10,
    absent: 31,
    other: 0,
    server: { accepted: 41, checked_in: 10 },
    disagreements: [],
  };
  const rows: SeenCheckIn[] = [{ ...person, status: "absent", seen_at: null }];

  it("show_arrived_of_accepted_and_the_absent_first", async () => {
    const readRows = source(rows);
    const shown = render(CheckInPanel, {
      board: read(checkIns),
      picture: null,
      filter: { status: null, office: null } as CheckInChoice,
      href: () => "?",
      onfilter: (filter: CheckInChoice) => void shown.rerender({ filter }),
      ...shell,
      read: readRows,
    });
    await screen.findByText("欧阳若岚");
    expect(figure("arrived")).toHaveTextContent("已到达");
    expect(figure("arrived")).toHaveTextContent("10");
    expect(figure("absent")).toHaveTextContent("31");
    expect(readRows).toHaveBeenLastCalledWith(
      expect.objectContaining({ status: null, sort: "status", descending: false }),
    );
    await userEvent.click(screen.getByRole("radio", { name: "已到 10" }));
    await waitFor(() =>
      expect(readRows).toHaveBeenLastCalledWith(expect.objectContaining({ status: "checked_in" })),
    );
  });
});

describe("people", () => {
  const groups: PeopleGroup[] = [
    { through: "individually", name: "", level: null, people: 3 },
    { through: "office", name: "昌岗街", level: "street", people: 50 },
    { through: "org", name: "海珠区一排", level: "district", people: 31 },
    { through: "org", name: "二排", level: { other: "P" }, people: 1 },
  ];
  const called: Participant[] = [
    {
      soldier: "1",
      name: "李沐阳",
      through: "office",
      group: "昌岗街",
      level: "street",
      im_user: null,
      is_admin: true,
    },
  ];

  const first = (rows: PeopleGroup[], total = rows.length): PeopleGroups => ({
    people: 85,
    groups: { offset: 0, total, rows },
  });
  const noMore = { readGroups: () => Promise.resolve([]) };

  it("more_groups_are_read_as_they_are_asked_for_and_stay_when_read_again", async () => {
    // Hundreds of rows: asking for roles would take seconds.
    const every = Array.from({ length: 450 }, (_, i): PeopleGroup => ({
      through: "org",
      name: `${i} 排`,
      level: null,
      people: 1,
    }));
    const readGroups = vi.fn((offset: number) =>
      Promise.resolve(every.slice(offset, offset + 200)),
    );
    const props = { ...shell, read: source(called), readGroups };
    const groups = () => read(first(every.slice(0, 200), 450));
    const { rerender } = render(PeoplePanel, { groups: groups(), ...props });
    await userEvent.click(await screen.findByText("还有 250 个，继续显示"));
    await userEvent.click(await screen.findByText("还有 50 个，继续显示"));
    expect(await screen.findByText("449 排")).toBeInTheDocument();
    expect(screen.queryByText(/继续显示/)).toBeNull();
    await rerender({ groups: groups(), ...props });
    await waitFor(() => expect(readGroups).toHaveBeenCalledTimes(4));
    expect(screen.getByText("449 排")).toBeInTheDocument();
  });

  it("stand_under_the_way_they_were_called", async () => {
    render(PeoplePanel, { groups: read(first(groups)), ...noMore, ...shell, read: source(called) });
    await screen.findByText("李沐阳");
    const choices = within(screen.getByRole("radiogroup", { name: "通过谁征集" }));
    expect(choices.getAllByRole("radio").map((one) => one.closest("label")?.textContent)).toEqual([
      expect.stringContaining("全部人员"),
      expect.stringMatching(/昌岗街.*街道.*50/),
      expect.stringMatching(/海珠区一排.*区.*31/),
      expect.stringMatching(/二排.*P.*1/),
      expect.stringMatching(/单独选择.*3/),
    ]);
    expect(screen.getByText("管理员")).toBeInTheDocument();
  });

  it("a_group_narrows_the_table", async () => {
    const readRows = source(called);
    render(PeoplePanel, { groups: read(first(groups)), ...noMore, ...shell, read: readRows });
    await screen.findByText("李沐阳");
    await userEvent.click(screen.getByRole("radio", { name: /海珠区一排/ }));
    await waitFor(() =>
      expect(readRows).toHaveBeenLastCalledWith(
        expect.objectContaining({ through: "org", group: "海珠区一排" }),
      ),
    );
    expect(screen.queryByRole("columnheader", { name: "征集方式" })).toBeNull();
  });

  it("nobody_at_all_is_said", () => {
    render(PeoplePanel, {
      groups: read(first([])),
      ...noMore,
      ...shell,
      read: source<Participant>([]),
    });
    expect(screen.getByText("没有参与人员")).toBeInTheDocument();
  });

  it("a_part_is_never_shown_as_a_total", async () => {
    render(PeoplePanel, {
      groups: read(first(groups), { complete: false }),
      ...noMore,
      ...shell,
      read: source(called),
    });
    await screen.findByText("李沐阳");
    expect(screen.getByText("只读到 85 人")).toBeInTheDocument();
  });
});
