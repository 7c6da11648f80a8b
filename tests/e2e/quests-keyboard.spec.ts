import type { Locator, Page } from "@playwright/test";

import { expect } from "./app";
import { outOfReach, pick, reach, takeFrom, use, write } from "./keys";
import { openBoard, openQuest, questDesk, test } from "./quests-desk";

/** What the board and a quest let one do, done without a pointer. */

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = (page: Page): Locator => page.getByRole("dialog");
const field = (page: Page, name: string): Locator =>
  page.getByRole("textbox", { name, exact: true });
/** Marks quests on the board, one filter after the other. */
async function mark(page: Page, names: string[]): Promise<void> {
  for (const name of names) {
    await page.keyboard.press("f");
    await page.keyboard.press("Control+a");
    await page.keyboard.type(name);
    const box = page.getByRole("checkbox", { name: `选择 ${name}` });
    await expect(page.getByRole("checkbox")).toHaveCount(1);
    await use(page, box, "Space");
    await expect(box).toBeChecked();
  }
}
/** Chooses from the list that a button opens. */
async function choose(page: Page, name: string, option: string): Promise<void> {
  await use(page, page.getByRole("combobox", { name, exact: true }));
  const wanted = page.getByRole("option", { name: option, exact: true });
  await wanted.waitFor();
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(wanted).toHaveAttribute("data-highlighted", "", {
      timeout: 200,
    });
  }).toPass({ intervals: [0] });
  await page.keyboard.press("Enter");
  await expect(wanted).toBeHidden();
}

test("a_quest_is_completed_and_its_reward_claimed_by_keyboard_alone", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openQuest(page, bridge, desk, "百步穿杨");
  await page.getByText("进度已够").waitFor();
  expect(await outOfReach(page)).toEqual([]);
  await use(page, button(page, "完成"));
  await use(page, button(page, "领取奖励"));
  await page
    .getByText(/^奖励已领取/)
    .first()
    .waitFor();
});

test("several_are_claimed_and_several_accepted_by_keyboard_alone", async ({
  page,
  bridge,
}) => {
  test.slow();
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  await mark(page, ["每日登录", "第一次收获", "浇灌菜园"]);
  expect(await outOfReach(page)).toEqual([]);
  await use(page, button(page, "批量领取"));
  await use(page, dialog(page).getByRole("button", { name: "领取这些" }));
  await expect(dialog(page)).toContainText("2 项成功 · 1 项没有成功");
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^已选/)).toHaveCount(0);

  await mark(page, ["集市采购", "每周垂钓"]);
  await use(page, button(page, "批量接取"));
  await use(page, dialog(page).getByRole("button", { name: "接取这些" }));
  await expect(dialog(page)).toContainText("2 项成功");
  await use(page, dialog(page).getByRole("button", { name: "关闭" }).last());
  await expect(dialog(page)).toHaveCount(0);
});

test("quests_are_written_set_back_and_deleted_by_keyboard_alone", async ({
  page,
  bridge,
}) => {
  test.slow();
  const desk = await questDesk(bridge, "admin");
  await openBoard(page, desk);
  await use(page, button(page, "重置…"));
  await pick(page, "重置类型", "每周重置");
  await pick(page, "重置类型", "每日重置");
  await use(page, dialog(page).getByRole("button", { name: "确认重置" }));
  await expect(dialog(page)).toContainText(/已重置 \d+ 条进度记录/);
  await use(page, dialog(page).getByRole("button", { name: "关闭" }).last());
  await expect(dialog(page)).toHaveCount(0);

  await page.keyboard.press("n");
  await write(page, field(page, "名称"), "雨季巡田");
  await choose(page, "类型", "每周");
  await choose(page, "分类", "每周挑战");
  await write(page, field(page, "说明"), "沿水渠走一圈。");
  await write(page, field(page, "目标类型"), "patrol");
  await write(page, field(page, "目标数量"), "3");
  expect(await outOfReach(page)).toEqual([]);
  await use(page, button(page, "添加奖励"));
  await expect(field(page, "物品编号")).toBeFocused();
  await page.keyboard.type("1001");
  await write(page, field(page, "物品名称"), "金币");
  await write(page, field(page, "数量"), "50");
  await write(page, field(page, "添加前置任务"), "认识农场");
  await use(page, button(page, "认识农场"));
  await choose(page, "重置", "每周一零点");
  await write(page, field(page, "结束时间"), "后天 18:00");
  await pick(page, "上架", "下架");
  await pick(page, "上架", "上架");
  await use(page, button(page, "新建任务"));
  await use(page, page.getByRole("link", { name: "打开任务" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("雨季巡田");

  await takeFrom(page, button(page, "更多"), "修改");
  await write(page, field(page, "名称"), "旱季巡田");
  await use(page, button(page, "移除第 1 项奖励"));
  await use(page, button(page, "保存修改"));
  await use(page, page.getByRole("link", { name: "打开任务" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("旱季巡田");
  await expect(page.getByText("没有奖励").first()).toBeVisible();

  await takeFrom(page, button(page, "更多"), "删除");
  await use(page, dialog(page).getByRole("button", { name: "删除任务" }));
  await page.getByText("任务已删除").waitFor();
  await use(page, page.getByRole("link", { name: "审计记录" }));
  const log = page.getByRole("grid", { name: "审计记录" });
  await reach(page, log.locator("[role=row][tabindex='0']"));
  await expect(log).toContainText("旱季巡田");
});
