import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { text } from "$lib/design/testing";
import type { OutboxView, ResponseBoard, TaskView } from "$lib/ipc/bindings";
import { aWrite } from "$lib/outbox/testing";

import FinishDialog from "./FinishDialog.svelte";
import FinishState from "./FinishState.svelte";
import { latestFinish } from "./finishing";
import OverviewPanel from "./OverviewPanel.svelte";
import PhaseTimeline from "./PhaseTimeline.svelte";
import TaskDetailPane from "./TaskDetailPane.svelte";
import { MINUTE, NOW, read, stopTheClock, summary, view } from "./testing";

stopTheClock();

function open(of: TaskView, over: Record<string, unknown> = {}) {
  const acts = {
    ontab: vi.fn(),
    onfinish: vi.fn(),
    onagain: vi.fn(),
    onfollowup: vi.fn(),
    onwall: vi.fn(),
    onretry: vi.fn(),
  };
  render(TaskDetailPane, {
    repeating: false,
    view: of,
    age: read(null, { fetched_at: NOW - 12_000, server_time: NOW }),
    tab: "overview" as const,
    finish: null,
    responses: null,
    links: null,
    linkHref: () => null,
    signIn: "/connections?sign-in=c1",
    back: "/c/c1/tasks/working",
    children: text("panel"),
    ...acts,
    ...over,
  });
  return acts;
}

const entry = (over: Partial<OutboxView> = {}): OutboxView =>
  aWrite({ kind: "finish_task", state: "sending", attempts: 1, task: "7", ...over });

const board: ResponseBoard = {
  wanted: 60,
  notified: 120,
  unread: 67,
  refused: 12,
  accepted: 41,
  other: 0,
  average_ms: null,
  median_ms: null,
  ninetieth_ms: null,
  server: { wanted: 60, notified: 120, responded: 53, accepted: 41, average_ms: null },
  disagreements: [],
};

describe("the_head", () => {
  it("says_what_when_where_and_how_old", () => {
    open(view());
    expect(
      screen.getByRole("heading", { level: 1, name: "珠江防汛 夜间巡堤" }),
    ).toBeInTheDocument();
    expect(screen.getByText("今天 14:00 新天地广场")).toBeInTheDocument();
    expect(screen.getByText(/12 秒前/)).toHaveTextContent("服务器 12:48:00");
  });

  it("a_title_of_ten_thousand_characters_is_whole_on_demand", () => {
    const title = "汛".repeat(10_000);
    open(view({ title }));
    expect(screen.getByRole("heading", { level: 1 })).toHaveAttribute("title", title);
  });

  it("shows_the_servers_phase_where_it_differs", () => {
    open(view({}, { phase: "executing" }));
    expect(screen.getByText(/服务器称：征集中/)).toBeInTheDocument();
  });

  it("a_problem_says_since_when_and_offers_another_try", async () => {
    const { onretry } = open(view(), {
      age: read(null, { fetched_at: NOW - 30 * MINUTE, problem: { code: "unreachable" } }),
    });
    expect(screen.getByText("数据截至 今天 12:18：连不上服务器")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "重试" }));
    expect(onretry).toHaveBeenCalled();
  });
});

describe("the_timeline", () => {
  it("names_the_step_at_hand", () => {
    render(PhaseTimeline, {
      summary: summary({ accepted: 41 }),
      phase: "recruiting",
      now: NOW,
      disagreements: [],
    });
    const steps = screen.getAllByRole("listitem");
    expect(steps.map((step) => step.getAttribute("aria-current"))).toEqual([
      null,
      "step",
      null,
      null,
    ]);
    expect(steps[1]).toHaveTextContent("征集中 · 41 / 60");
  });
});

describe("tabs", () => {
  it("arrows_open_the_next_one", async () => {
    const { ontab } = open(view());
    screen.getByRole("tab", { name: "概况" }).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(ontab).toHaveBeenLastCalledWith("map");
  });
});

describe("a_follow_up", () => {
  it("is_offered_once_everybody_who_was_called_is_known", () => {
    open(view(), { responses: read(board) });
    expect(screen.getByRole("button", { name: "追加征集" })).toBeInTheDocument();
  });

  it("is_not_offered_while_pages_of_the_answers_are_missing", () => {
    open(view(), { responses: read(board, { complete: false }) });
    expect(screen.queryByRole("button", { name: "追加征集" })).toBeNull();
  });
});

describe("ending", () => {
  it("is_offered_to_the_launcher", async () => {
    const { onfinish } = open(view());
    await userEvent.click(screen.getByRole("button", { name: "结束任务" }));
    expect(onfinish).toHaveBeenCalled();
  });

  it("a_superior_is_told_why_it_is_not_offered", () => {
    const own = view();
    open({ ...own, detail: { ...own.detail, is_launcher: false } });
    expect(screen.queryByRole("button", { name: "结束任务" })).toBeNull();
    expect(screen.getByText("只有发起方海珠区一排能结束")).toBeInTheDocument();
  });

  it("is_not_offered_twice_nor_once_it_is_over", () => {
    open(view({}, { finishing: true }));
    expect(screen.queryByRole("button", { name: "结束任务" })).toBeNull();
    expect(screen.getByText("服务器确认前，任务仍算进行中。")).toBeInTheDocument();
  });

  it("a_task_that_is_done_has_nothing_to_end", () => {
    open(view({}, { phase: "done" }));
    expect(screen.queryByRole("button", { name: "结束任务" })).toBeNull();
    expect(screen.queryByText(/只有发起方/)).toBeNull();
  });
});

describe("the_dialog", () => {
  const ask = (over: Record<string, unknown> = {}) => {
    const acts = { onfinish: vi.fn(), onclose: vi.fn() };
    render(FinishDialog, {
      open: true,
      task: summary(),
      board: read(board),
      busy: false,
      error: null,
      ...acts,
      ...over,
    });
    return acts;
  };

  it("says_what_it_means_and_for_how_many", async () => {
    const { onfinish } = ask();
    const dialog = await screen.findByRole("dialog", { name: "结束这个任务？" });
    expect(dialog).toHaveTextContent("已通知 120 人");
    expect(dialog).toHaveTextContent("其中 41 人已接受，67 人未读");
    expect(dialog).toHaveTextContent("人数是 12 秒前读到的。");
    expect(dialog).toHaveTextContent("不能恢复");
    await userEvent.click(screen.getByRole("button", { name: "结束任务" }));
    expect(onfinish).toHaveBeenCalledOnce();
  });

  it("does_not_pass_a_part_off_as_the_whole", async () => {
    ask({ board: read(board, { complete: false }) });
    const dialog = await screen.findByRole("dialog");
    expect(dialog).not.toHaveTextContent("120");
    expect(dialog).toHaveTextContent("还没有读到响应情况");
  });

  it("escape_keeps_the_task_running", async () => {
    const { onfinish, onclose } = ask();
    await screen.findByRole("dialog");
    await userEvent.keyboard("{Escape}");
    expect(onclose).toHaveBeenCalled();
    expect(onfinish).not.toHaveBeenCalled();
  });

  it("while_it_is_handed_over_it_can_be_neither_closed_nor_pressed_again", async () => {
    const { onfinish, onclose } = ask({ busy: true });
    await screen.findByRole("dialog");
    await userEvent.click(screen.getByRole("button", { name: "结束任务" }));
    await userEvent.keyboard("{Escape}");
    expect(onfinish).not.toHaveBeenCalled();
    expect(onclose).not.toHaveBeenCalled();
  });

  it("a_failure_stays_in_the_dialog", async () => {
    ask({ error: { code: "storage" } });
    expect(await screen.findByRole("alert")).toHaveTextContent("磁盘已满或无法写入");
  });
});

describe("an_ending_on_its_way", () => {
  it("is_the_latest_of_that_task_on_that_connection", () => {
    const other = entry({ id: "o3", connection: "c2" });
    const publish = entry({ id: "o2", kind: "publish_task" });
    const old = entry({ id: "o0", state: "rejected" });
    expect(latestFinish([other, publish, entry(), old], "c1", "7")?.id).toBe("o1");
    expect(latestFinish([other, publish], "c1", "7")).toBeNull();
  });

  it("waits_for_the_server", () => {
    render(FinishState, { entry: entry(), finishing: true, phase: "recruiting" });
    expect(screen.getByText("正在结束…")).toBeInTheDocument();
  });

  it("when_unknown_leads_to_the_outbox", () => {
    render(FinishState, {
      entry: entry({ state: "unknown" }),
      finishing: true,
      phase: "recruiting",
    });
    expect(screen.getByText(/还不知道是否已经结束/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "到发件箱查看" })).toHaveAttribute("href", "/outbox");
  });

  it("when_refused_says_why", () => {
    const refused = entry({
      state: "rejected",
      problem: { code: "rejected", message: "不是发起人" },
    });
    render(FinishState, { entry: refused, finishing: false, phase: "recruiting" });
    expect(screen.getByText("没有结束：服务器拒绝了：不是发起人")).toBeInTheDocument();
  });

  it("a_refusal_of_long_ago_is_quiet_once_the_task_is_done", () => {
    const { container } = render(FinishState, {
      entry: entry({ state: "rejected" }),
      finishing: false,
      phase: "done",
    });
    expect(container).toHaveTextContent("");
  });
});

describe("the_overview", () => {
  const fact = (id: string): string =>
    document.querySelector(`[data-fact="${id}"] dd`)?.textContent.trim().replace(/\s+/g, " ") ?? "";

  it("has_all_facts_and_the_place_with_its_coordinates", () => {
    render(OverviewPanel, {
      view: view(
        { accepted: 41, checked_in: 0 },
        { disagreements: [{ figure: "accepted", rows: 41, server: 71 }] },
      ),
    });
    expect(fact("launchedBy")).toBe("海珠区一排");
    expect(fact("gatherAt")).toContain("今天 14:00");
    expect(fact("accepted")).toBe("41 人（68 %） 服务器称 71");
    expect(fact("checkedIn")).toBe("0 人（0 %）");
    expect(fact("place")).toBe("新天地广场");
    expect(fact("coordinates")).toContain("23.09800, 113.31700");
  });

  it("what_the_server_left_out_is_said_not_made_up", () => {
    const bare = view({ launched_by: "", gather_at: null, place: "" });
    render(OverviewPanel, { view: { ...bare, detail: { ...bare.detail, place_at: null } } });
    expect(fact("launchedBy")).toBe("服务器没有给出");
    expect(fact("gatherAt")).toBe("服务器没有给出");
    expect(fact("coordinates")).toBe("服务器没有给出");
    expect(document.querySelector('[data-fact="accepted"]')).toBeNull();
    expect(screen.queryByRole("button", { name: "复制坐标" })).toBeNull();
  });
});
