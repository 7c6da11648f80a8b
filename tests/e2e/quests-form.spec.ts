import type { Locator, Page } from "@playwright/test";

import { expect } from "./app";
import { wall } from "./clubs-desk";
import type { Program } from "./programs";
import { ask } from "./publish-desk";
import {
  fetched,
  openBoard,
  questDesk,
  questOf,
  test,
  type QuestDesk,
} from "./quests-desk";

/** The form of a quest: what is typed is what the server has. */

const field = (page: Page, name: string): Locator =>
  page.getByRole("textbox", { name, exact: true });

async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** A quest as the form knows it. */
interface Form {
  texts: Record<string, string>;
  choices: Record<string, string>;
  params: object;
  /** Item, name, quantity and icon. */
  rewards: [string, string, string, string][];
  active: "上架" | "下架";
}

/** Fills every field, in place of what it holds. */
async function fill(page: Page, form: Form): Promise<void> {
  for (const [name, text] of Object.entries(form.texts))
    await field(page, name).fill(text);
  for (const [name, option] of Object.entries(form.choices))
    await choose(page, name, option);
  await page
    .getByRole("textbox", { name: "目标参数" })
    .fill(JSON.stringify(form.params, null, 2));
  for (const [row, reward] of form.rewards.entries()) {
    const rows = page.getByRole("region", { name: "奖励" });
    if ((await rows.getByRole("listitem").count()) === row)
      await rows.getByRole("button", { name: "添加奖励" }).click();
    const of = rows.getByRole("listitem").nth(row);
    for (const [column, name] of REWARD.entries())
      await of
        .getByRole("textbox", { name, exact: true })
        .fill(reward[column] ?? "");
  }
  await page
    .getByRole("radiogroup", { name: "上架" })
    .getByRole("radio", { name: form.active, exact: true })
    .click();
}
const REWARD = ["物品编号", "物品名称", "数量", "图标"];

/** Expects that the fields hold it. */
async function holds(page: Page, form: Form): Promise<void> {
  for (const [name, text] of Object.entries(form.texts))
    if (!name.endsWith("时间"))
      await expect(field(page, name)).toHaveValue(text);
  for (const [name, option] of Object.entries(form.choices))
    await expect(page.getByRole("combobox", { name, exact: true })).toHaveText(
      option,
    );
  for (const [row, reward] of form.rewards.entries())
    for (const [column, name] of REWARD.entries())
      await expect(field(page, name).nth(row)).toHaveValue(
        reward[column] ?? "",
      );
  await expect(page.getByRole("radio", { name: form.active })).toBeChecked();
}

const after = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("textbox", { name: "添加前置任务" }).fill(name);
  await page.getByRole("button", { name, exact: true }).click();
};

interface Told {
  description: string;
  target_params: string;
  category: { name: string };
  [field: string]: unknown;
}
interface Draft {
  id: string;
  fields: { rewards: object[] };
}

/** What the server has by now, of what the form can say. */
async function told(
  bridge: Program,
  { connection }: QuestDesk,
  quest: string,
): Promise<object> {
  await fetched(bridge, connection, { kind: "quest", quest });
  const one = { connection, quest };
  const { value } = await ask<{ value: Told }>(bridge, "get_quest", one);
  // No screen shows an icon; a form has them.
  const { id, fields } = await ask<Draft>(bridge, "new_quest_draft", one);
  await ask(bridge, "delete_quest_draft", { draft: id });
  return {
    ...value,
    target_params: JSON.parse(value.target_params) as object,
    category: value.category.name,
    rewards: fields.rewards,
  };
}

const at = (time: string): number =>
  Date.parse(`${time.replace(" ", "T")}:00+08:00`);

test("every_field_that_an_admin_fills_is_what_the_server_has_and_so_is_every_change", async ({
  page,
  bridge,
}) => {
  test.slow();
  const desk = await questDesk(bridge, "admin");
  const [starts, ends, later] = [wall(30), wall(100), wall(200)] as const;
  const written: Form = {
    texts: {
      名称: "雨季巡田",
      说明: "沿水渠走一圈，\n记下漏水的地方。",
      目标类型: "patrol",
      目标数量: "12",
      等级要求: "7",
      时限: "90",
      完成次数上限: "3",
      开始时间: starts,
      结束时间: ends,
    },
    choices: {
      类型: "组队",
      分类: "团队协作",
      时限单位: "分钟",
      重置: "每月 1 日零点",
    },
    params: { field: 3, tools: ["铁锹", "水桶"], at: { row: null } },
    rewards: [
      ["1001", "金币", "50", "coin.png"],
      ["1005", "种子包", "2", ""],
    ],
    active: "下架",
  };
  await openBoard(page, desk);
  await page.keyboard.press("n");
  await fill(page, written);
  await after(page, "认识农场");
  await after(page, "每日登录");
  await page.getByRole("button", { name: "新建任务" }).click();
  await page.getByRole("link", { name: "打开任务" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("雨季巡田");
  const quest = /\/quests\/([^?]+)/.exec(page.url())?.[1] ?? "";
  const [farm, login] = [
    await questOf(bridge, desk, "认识农场"),
    await questOf(bridge, desk, "每日登录"),
  ];
  const need = (id: string, name: string): object =>
    expect.objectContaining({ quest: id, name }) as object;
  expect(await told(bridge, desk, quest)).toMatchObject({
    name: "雨季巡田",
    description: "沿水渠走一圈，\n记下漏水的地方。",
    kind: "team",
    category: "团队协作",
    target_type: "patrol",
    target_count: 12,
    target_params: written.params,
    rewards: [
      { item: "1001", name: "金币", quantity: "50", icon: "coin.png" },
      { item: "1005", name: "种子包", quantity: "2", icon: "" },
    ],
    prerequisites: [need(login, "每日登录"), need(farm, "认识农场")],
    level_required: 7,
    time_limit_s: 5_400,
    reset: "monthly",
    max_completions: 3,
    active: false,
    window: { starts_at: at(starts), ends_at: at(ends) },
  });

  await page.getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "修改" }).click();
  await holds(page, written);
  const changed: Form = {
    texts: {
      ...written.texts,
      名称: "旱季巡田",
      说明: "",
      目标数量: "4",
      等级要求: "",
      时限: "2",
      完成次数上限: "5",
      结束时间: later,
    },
    choices: {
      类型: "每周",
      分类: "每周挑战",
      时限单位: "天",
      重置: "每周一零点",
    },
    params: { field: 4 },
    rewards: [
      ["1001", "金币", "80", ""],
      ["1006", "勋章", "1", "medal.png"],
    ],
    active: "上架",
  };
  await fill(page, changed);
  await page.getByRole("button", { name: "移除前置任务 认识农场" }).click();
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByRole("link", { name: "打开任务" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("旱季巡田");
  expect(await told(bridge, desk, quest)).toMatchObject({
    name: "旱季巡田",
    description: "",
    kind: "weekly",
    category: "每周挑战",
    target_type: "patrol",
    target_count: 4,
    target_params: { field: 4 },
    rewards: [
      { item: "1001", name: "金币", quantity: "80", icon: "" },
      { item: "1006", name: "勋章", quantity: "1", icon: "medal.png" },
    ],
    prerequisites: [need(login, "每日登录")],
    level_required: 0,
    time_limit_s: 172_800,
    reset: "weekly",
    max_completions: 5,
    active: true,
    window: { starts_at: at(starts), ends_at: at(later) },
  });
});
