import type { Page } from "@playwright/test";

import { choose, expect, expectAccessible } from "./app";
import type { Program } from "./programs";
import {
  boardAddress,
  fetched,
  openBoard,
  openQuest,
  questDesk,
  test,
  type QuestDesk,
} from "./quests-desk";

/** What is said over quests, and what of them is there without the server. */

/** The server goes, and the page is read again. */
async function goes(page: Page, desk: QuestDesk): Promise<void> {
  await desk.server.stop();
  await page.keyboard.press("r");
}

/** Since when it is so, and how old it is. */
async function saysItsAge(page: Page): Promise<void> {
  await expect(
    page.getByText(/连不上服务器，显示的是 今天 \d\d:\d\d 的数据/).first(),
  ).toBeVisible();
  await expect(
    page
      .getByRole("main")
      .getByText(/前更新|刚刚更新/)
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
}

test("the_board_is_there_without_the_server_and_says_how_old_it_is", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  await goes(page, desk);
  await saysItsAge(page);
  await expect(page.getByRole("link", { name: /^每日登录/ })).toBeVisible();
});

test("a_quest_is_there_without_the_server_and_says_how_old_it_is", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openQuest(page, bridge, desk, "种植三种作物");
  await page.getByText("种植萝卜").waitFor();
  await goes(page, desk);
  await saysItsAge(page);
  await expect(page.getByText("种植萝卜")).toBeVisible();
  await expect(
    page
      .getByRole("article")
      .filter({ has: page.getByRole("heading", { level: 1 }) })
      .getByText(/前更新|刚刚更新/)
      .first(),
  ).toBeVisible();
});

test("the_audit_log_is_there_without_the_server_and_says_how_old_it_is", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge, "admin");
  await reset(page, desk);
  await page.goto(boardAddress(desk, "/audit"));
  const rows = page.getByRole("grid", { name: "审计记录" }).getByRole("row");
  await rows.nth(1).waitFor();
  await goes(page, desk);
  await saysItsAge(page);
  await expect(rows.nth(1)).toContainText("重置");
});

/** Something that the log has. */
async function reset(page: Page, desk: QuestDesk): Promise<void> {
  await openBoard(page, desk);
  await page.getByRole("button", { name: "重置…" }).click();
  await page.getByRole("button", { name: "确认重置" }).click();
  await page.getByText("条进度记录").waitFor();
}

test("a_category_narrows_the_board_to_what_is_of_it", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  await page.getByRole("combobox", { name: "分类" }).click();
  const option = page.getByRole("option", { name: /^限时活动/ });
  const count = Number(/\d+$/.exec(await option.innerText())?.[0]);
  await option.click();
  await expect(page).toHaveURL(/category=/);
  const cards = page.getByRole("list", { name: "任务板" }).getByRole("article");
  await expect(cards).toHaveCount(count);
  expect(count).toBeGreaterThan(1);
  for (const card of await cards.all())
    await expect(card).toContainText("限时活动");
  await page.getByRole("combobox", { name: "分类" }).click();
  await page.getByRole("option", { name: /^全部/ }).click();
  await expect(cards).not.toHaveCount(count);
});

test("why_a_quest_cannot_be_accepted_is_said_in_the_servers_words", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  const card = (name: string) =>
    page.getByRole("article").filter({ hasText: name });
  await expect(card("深海远航")).toContainText("暂时不能接取");
  for (const [name, why] of [
    ["深海远航", "需要达到 30 级"],
    ["新手毕业", "前置任务未完成"],
    ["夜市开张", "开始"],
  ] as const) {
    await openQuest(page, bridge, desk, name);
    const banner = page
      .getByRole("status")
      .filter({ hasText: "为什么不能接取" });
    await expect(banner).toContainText(why);
    await expect(banner).not.toContainText("没有说明原因");
  }
});

for (const theme of ["light", "dark"] as const) {
  const looks = async (page: Page, bridge: Program): Promise<void> => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, { language: "zh-CN", theme });
  };

  test(`what is asked and told of quests, ${theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    await looks(page, bridge);
    const desk = await questDesk(bridge);
    const dialog = page.getByRole("dialog");
    await openQuest(page, bridge, desk, "传奇工匠");
    await page.getByText("为什么不能接取").waitFor();
    await expectAccessible(page);
    await openQuest(page, bridge, desk, "浇灌菜园");
    await page.getByRole("button", { name: "放弃", exact: true }).click();
    await dialog.getByText("已有的进度").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    for (const name of ["每日登录", "第一次收获", "浇灌菜园"])
      await page.getByRole("checkbox", { name: `选择 ${name}` }).check();
    await page.getByRole("button", { name: "批量领取" }).click();
    await dialog.getByRole("button", { name: "领取这些" }).click();
    await expect(dialog.getByRole("list", { name: "批量操作" })).toBeVisible();
    await expectAccessible(page);
  });

  test(`what an admin is asked and told, ${theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    await looks(page, bridge);
    const desk = await questDesk(bridge, "admin");
    await openQuest(page, bridge, desk, "每日登录");
    await page.getByRole("button", { name: "更多" }).click();
    await page.getByRole("menuitem", { name: "删除" }).click();
    await page.getByRole("dialog").getByText("不能恢复").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "更多" }).click();
    await page.getByRole("menuitem", { name: "修改" }).click();
    await page
      .getByRole("textbox", { name: "名称", exact: true })
      .fill("每日签到");
    await page.getByRole("button", { name: "保存修改" }).click();
    await page.getByText("服务器已确认").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "回到任务板" }).click();
    await page.getByRole("link", { name: /^每日签到/ }).waitFor();
    await reset(page, desk);
    await expectAccessible(page);
  });
}
