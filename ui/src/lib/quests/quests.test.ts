import { render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";

import { LOCALES, setLocale } from "$lib/i18n";
import type { OutboxView, Quest, QuestDraftView, QuestProblem } from "$lib/ipc/bindings";

import BatchResults from "./BatchResults.svelte";
import { isBlank, QuestForm, spotOf } from "./form.svelte";
import { boardPlace, isFiltered, START, withBoard, type BoardPlace } from "./place";
import { batchQuestion } from "./question";
import { doneOf, isSent, looksOpen, meaning, nextAct, standing } from "./state";
import { leftText, namedProblem, outcomeText, rewardsText, ruleText } from "./words";

const quest: Quest = {
  id: "1",
  name: "每日登录",
  description: "完成每日登录任务",
  kind: "daily",
  category: { id: "1", name: "日常任务" },
  target_type: "login",
  target_count: 10,
  progress: 0,
  status: "not_accepted",
  rewards: [{ item: "1001", name: "金币", quantity: 100, icon: null }],
  time_limit_s: 86_400,
  expires_at: null,
  available: true,
  reset: "daily",
  max_completions: null,
  completions: null,
};

afterEach(() => setLocale("zh-CN"));

describe("where on the board one is", () => {
  it("is_part_of_the_address_and_reads_back", () => {
    const place: BoardPlace = {
      filter: { kind: { other: "raid" }, status: "completed", category: "7", text: "登录 a&b" },
      sort: "expires_at",
      descending: true,
      page: 3,
    };
    const read = (address: string) => boardPlace(new URL(address, "http://localhost").searchParams);
    expect(read(withBoard("/c/1/quests", place))).toEqual(place);
    expect(withBoard("/c/1/quests", START)).toBe("/c/1/quests");
    expect(read("/?type=raid&status=9&sort=luck&page=-1")).toEqual(START);
    expect(isFiltered(place.filter)).toBe(true);
    expect(isFiltered({ ...START.filter, text: " " })).toBe(false);
  });
});

describe("what comes next", () => {
  it("every_status_has_its_act_and_says_what_it_means", () => {
    const says = (over: Partial<Quest>): string => {
      const one = { ...quest, ...over };
      return meaning(one, doneOf(one));
    };
    expect(says({})).toBe("接取后开始计时，要在 1 天内完成。");
    expect(says({ time_limit_s: null })).toContain("没有时限");
    expect(says({ status: "in_progress", progress: 3 })).toContain("还差 7");
    expect(says({ status: "in_progress", progress: 10 })).toContain("进度已够");
    expect(says({ status: "completed" })).toContain("金币 ×100");
    expect(says({ status: "completed", rewards: [] })).toContain("没有奖励");
    expect(says({ status: "claimed" })).toContain("每天零点");
    expect(says({ status: "claimed", reset: "none" })).toBe("奖励已领取。");
    expect(says({ status: "failed" })).toContain("失败");
    expect(says({ status: "expired" })).toContain("过期");
    const acts = ["not_accepted", "in_progress", "completed", "claimed", "failed"] as const;
    expect(acts.map((status) => nextAct({ status }))).toEqual([
      "accept",
      "complete",
      "claim",
      null,
      null,
    ]);
    expect(standing({ other: "9" }).label).toBe("9");
  });

  it("what_runs_says_how_long_there_is_left", () => {
    const runs = { status: "in_progress", expires_at: 3_600_000 } as const;
    expect(leftText(runs, 0)).toContain("剩余 1 小时");
    expect(leftText(runs, 3_600_000)).toBe("时间已到");
    expect(leftText({ ...runs, status: "claimed" }, 0)).toBe("");
    expect(rewardsText([{ item: "7", name: " ", quantity: 2, icon: null }])).toBe("物品 7 ×2");
  });

  it("what_is_on_its_way_is_not_done_a_second_time", () => {
    expect(isSent("accept", { kind: "accept_quest", state: "queued" })).toBe(true);
    expect(isSent("claim", { kind: "claim_quest", state: "unknown" })).toBe(true);
    expect(isSent("claim", { kind: "claim_quest", state: "rejected" })).toBe(false);
    // Its end may be told before its answer comes.
    expect(isSent("claim", { kind: "complete_quest", state: "sending" })).toBe(false);
    expect(isSent("accept", null)).toBe(false);
  });

  it("a_batch_says_for_how_many_it_is_not_likely_to_work", () => {
    const done = { ...quest, status: "completed" } as const;
    expect(looksOpen("accept", quest)).toBe(true);
    expect(looksOpen("accept", { ...quest, available: false })).toBe(false);
    expect(looksOpen("claim", { ...done, available: false })).toBe(true);
    expect(batchQuestion("claim", [quest, done, done]).warning).toContain("1 项");
    expect(batchQuestion("accept", [quest]).warning).toBe("");
  });
});

const problem = (over: Partial<QuestProblem>): QuestProblem =>
  ({ field: "name", row: null, rule: "missing", ...over }) as QuestProblem;

describe("the form", () => {
  const fields = {
    name: "",
    description: "",
    category: null,
    kind: null,
    target_type: "",
    target_params: "",
    target_count: "",
    rewards: [],
    prerequisites: [],
    level_required: "",
    time_limit: "",
    time_unit: "hour",
    reset: null,
    max_completions: "",
    active: null,
    starts_at: "",
    ends_at: "",
  } as const;
  const view = (problems: QuestProblem[], over: Partial<QuestDraftView> = {}): QuestDraftView => ({
    id: "d1",
    connection: "c1",
    quest: null,
    changed_at: 0,
    fields: { ...fields, rewards: [], prerequisites: [] },
    unchanged: false,
    problems,
    ...over,
  });

  it("problems_stand_in_the_order_of_the_form_and_show_once_it_was_tried", async () => {
    const all = [
      problem({ field: "ends_at", rule: "not_a_time" }),
      problem({ field: "reward_name", row: 1 }),
      problem({ field: "reward_item", row: 1 }),
      problem({ field: "reward_quantity", row: 0 }),
      problem({}),
    ];
    const form = new QuestForm(view(all), () => Promise.resolve(view(all)));
    expect(form.problem("name")).toBeUndefined();
    expect(await form.review()).toBe(false);
    expect(form.problems.map(spotOf)).toEqual([
      "name",
      "reward_quantity-0",
      "reward_item-1",
      "reward_name-1",
      "ends_at",
    ]);
    expect(form.problem("name")?.rule).toBe("missing");
  });

  it("a_change_that_changes_nothing_is_not_sent", () => {
    const form = new QuestForm(view([], { quest: "7", unchanged: true }), vi.fn());
    expect(form.unchanged).toBe(true);
    expect(form.handed({ kind: "unchanged" })).toBeNull();
    expect(isBlank(form.fields)).toBe(true);
    expect(
      isBlank({ ...form.fields, rewards: [{ item: "", name: "", quantity: "", icon: "" }] }),
    ).toBe(false);
  });

  it("every_rule_reads_as_words_in_every_language", () => {
    const rules: QuestProblem[] = [
      problem({}),
      problem({ field: "kind" }),
      problem({ rule: "too_long", length: 61, limit: 60 }),
      problem({ rule: "not_a_number" }),
      problem({ rule: "too_small", least: 1 }),
      problem({ rule: "too_large", most: 9 }),
      problem({ rule: "not_json", line: 2, column: 6 }),
      problem({ rule: "not_an_object" }),
      problem({ rule: "not_a_time" }),
      problem({ rule: "in_the_past" }),
      problem({ rule: "before_start" }),
      problem({ rule: "itself" }),
    ];
    const said = LOCALES.flatMap((locale) => {
      setLocale(locale);
      return rules.map(ruleText);
    });
    expect(new Set(said).size).toBe(rules.length * LOCALES.length);
    setLocale("zh-CN");
    expect(namedProblem(problem({ field: "reward_item", row: 1 }))).toBe(
      "奖励 2 · 物品编号：请填写",
    );
  });
});

it("what_a_write_came_to_reads_as_a_sentence", () => {
  const { rewards } = quest;
  const says = (outcome: Parameters<typeof outcomeText>[0]): string => outcomeText(outcome, 0);
  expect(says({ kind: "accepted", expires_at: null })).toBe("已接取。");
  expect(says({ kind: "accepted", expires_at: 3_600_000 })).toContain("前完成");
  expect(says({ kind: "completed", rewards, can_claim_now: true })).toContain("金币 ×100");
  expect(says({ kind: "claimed", rewards })).toBe("已领取 金币 ×100。");
  expect(says({ kind: "claimed", rewards: [] })).toBe("已领取。");
  expect(says({ kind: "batch", done: 2, refused: 1, rewards })).toBe("2 项成功，1 项没有成功。");
  expect(says({ kind: "reset", reset: "daily", affected: 15, reset_at: null })).toContain("15");
});

describe("BatchResults", () => {
  const entry = {
    kind: "claim_quests",
    state: "confirmed",
    problem: null,
    outcome: {
      kind: "batch",
      done: 1,
      refused: 1,
      rewards: [{ item: "1001", name: "金币", quantity: 100, icon: null }],
    },
  } as unknown as OutboxView;

  it("each_quest_has_its_own_outcome_and_the_rewards_their_sum", () => {
    render(BatchResults, {
      open: true,
      entry,
      results: [
        {
          quest: "1",
          name: "每日登录",
          result: { kind: "done", rewards: quest.rewards },
        },
        {
          quest: "2",
          name: "浇灌菜园",
          result: { kind: "refused", refusal: "not_completed", message: "任务未完成" },
        },
        { quest: "3", name: "扫大街", result: null },
      ],
      onpassword: vi.fn(),
      onclose: vi.fn(),
    });
    expect(screen.getByText("1 项成功 · 1 项没有成功")).toBeInTheDocument();
    expect(screen.getByText("已领取 金币 ×100")).toBeInTheDocument();
    expect(screen.getByText("任务还没有完成，不能领取奖励")).toBeInTheDocument();
    expect(screen.getByText("没有答复")).toBeInTheDocument();
    expect(screen.getByText("合计领取")).toBeInTheDocument();
  });

  it("what_waits_for_a_password_says_so_and_asks_for_it", () => {
    const onpassword = vi.fn();
    render(BatchResults, {
      open: true,
      entry: {
        ...entry,
        state: "queued",
        outcome: undefined,
        problem: { code: "password_needed", connection: "c1" },
      } as unknown as OutboxView,
      results: [],
      onpassword,
      onclose: vi.fn(),
    });
    screen.getByRole("button", { name: "输入密码" }).click();
    expect(onpassword).toHaveBeenCalledOnce();
  });
});
