import { expect, expectAccessible } from "./app";
import {
  boardAddress,
  fetched,
  openBoard,
  openQuest,
  questDesk,
  questOf,
  test,
} from "./quests-desk";
import { startBridge, temporaryFolder } from "./programs";
import { ask } from "./publish-desk";

test("several_are_selected_in_one_go_in_the_table_and_among_the_cards", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  const boxes = page
    .getByRole("list", { name: "任务板" })
    .getByRole("checkbox");
  await boxes.nth(1).click();
  await boxes.nth(4).click({ modifiers: ["Shift"] });
  await expect(page.getByText("已选 4 项")).toBeVisible();
  await boxes.nth(2).click({ modifiers: ["Shift"] });
  await expect(page.getByText("已选 1 项")).toBeVisible();
  await page.getByRole("button", { name: "取消选择" }).click();

  await page.getByRole("radio", { name: "表格" }).click();
  const rows = page.getByRole("grid").getByRole("checkbox", { name: /^选择 / });
  const all = page.getByRole("checkbox", { name: "全选" });
  await rows.nth(0).click();
  await expect(all).toBeChecked({ indeterminate: true });
  await rows.nth(2).click({ modifiers: ["Shift"] });
  await expect(page.getByText("已选 3 项")).toBeVisible();
  await all.focus();
  await page.keyboard.press("Space");
  await expect(all).toBeChecked();
  await expect(page.getByText(/已选 \d\d 项/)).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByText("已选")).toHaveCount(0);
});

test("a_refusal_is_told_on_the_page_and_in_no_note_over_it", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  const { connection } = desk;
  const quest = await openQuest(page, bridge, desk, "传奇工匠");
  const { unread } = await ask<{ unread: number }>(bridge, "count_unread", {});
  const note = page.locator("[data-sonner-toast]");
  await page.getByRole("button", { name: "接取", exact: true }).click();
  await page.getByText("接取任务 · 被拒绝").waitFor();
  await page
    .getByRole("link", { name: `收件箱 ${unread + 1} 条未读` })
    .waitFor();
  await expect(note).toHaveCount(0);
  // Elsewhere it is news.
  await page.getByRole("link", { name: "活动记录" }).click();
  await page.getByRole("heading", { level: 1, name: "活动记录" }).waitFor();
  await ask(bridge, "accept_quest", { connection, quest });
  await expect(note).toContainText("传奇工匠");
});

test("the_reset_that_fits_the_board_is_proposed", async ({ page, bridge }) => {
  const desk = await questDesk(bridge, "admin");
  await openBoard(page, desk, "?type=daily");
  const dialog = page.getByRole("dialog");
  const proposes = async (name: string): Promise<void> => {
    await page.getByRole("button", { name: "重置…" }).click();
    await expect(dialog.getByRole("radio", { name })).toBeChecked();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  };
  await proposes("每日");
  await page.goto(boardAddress(desk, "?type=weekly"));
  await page.getByText("每周垂钓").first().waitFor();
  await proposes("每周");
  await page.goto(boardAddress(desk));
  await page.getByRole("checkbox", { name: "选择 每周垂钓" }).check();
  await proposes("每周");
});

test("what_is_pressed_without_the_server_says_what_becomes_of_it_and_is_taken_back", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openQuest(page, bridge, desk, "集市采购");
  await desk.server.stop();
  const accept = page.getByRole("button", { name: "接取", exact: true });
  await accept.click();
  await page.getByText("接取任务 · 等待发出").waitFor();
  await page.getByText("一分钟内会再试几次，仍连不上就不发了").waitFor();
  await expect(accept).toBeDisabled();
  await page.getByRole("button", { name: "撤回" }).click();
  await page.getByText("接取任务 · 已撤回").waitFor();
  await expect(accept).toBeEnabled();

  await page.getByRole("checkbox", { name: "选择 每日登录" }).check();
  await page.getByRole("button", { name: "批量领取" }).click();
  await page.getByRole("button", { name: "领取这些" }).click();
  const results = page.getByRole("dialog", { name: "批量领取的结果" });
  await expect(results).toContainText("仍连不上就不发了");
  await results.getByRole("button", { name: "撤回" }).click();
  await expect(results).toContainText("没有发出，什么都没有改变");
});

test("a_claim_sixteen_minutes_after_signing_in_wants_the_password_and_then_leaves", async ({
  page,
}) => {
  const folder = await temporaryFolder();
  const before = await startBridge(folder.path);
  const desk = await questDesk(before);
  const quest = await questOf(before, desk, "每日登录");
  await fetched(before, desk.connection, { kind: "quest", quest });
  await before.stop();

  const later = await startBridge(folder.path, ["--clock-offset", "960"]);
  await page.goto(`${later.url}${boardAddress(desk, `/${quest}`)}`);
  await page.getByRole("button", { name: "领取奖励" }).click();
  const dialog = page.getByRole("dialog", { name: "请再输一次密码" });
  await dialog.waitFor();
  await expectAccessible(page);
  await dialog.getByLabel("密码").fill("muster-user");
  const sent = page.waitForRequest("**/call/send_now");
  await dialog.getByRole("button", { name: "确认" }).click();
  await sent;
  await expect(dialog).toBeHidden();
  await page
    .getByText(/^奖励已领取/)
    .first()
    .waitFor();
  await later.stop();
  await folder.remove();
});
