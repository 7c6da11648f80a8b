import type { Locator, Page } from "@playwright/test";

import { expect, test } from "./app";
import { choose, go, pick, reach, takeFrom, use, write } from "./keys";
import {
  address,
  ask,
  signedIn,
  total,
  written,
  type Desk,
} from "./publish-desk";

/** Everything that publishing lets one do, done without a pointer. */

let desk: Desk;
test.afterEach(async () => {
  await desk.server.stop();
});

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = (page: Page): Locator => page.getByRole("dialog");
const rows = (page: Page): Locator => page.getByRole("treeitem");
/** The row that Tab leads to. */
const entry = (page: Page): Locator =>
  page.locator("[role=treeitem][tabindex='0']");
const search = (page: Page): Locator => page.getByLabel("搜索组织、单位、人员");
const people = async (page: Page): Promise<number> =>
  Number(
    (
      await total(page)
        .getByText(/^将通知 \d+ 人$/)
        .innerText()
    ).match(/\d+/),
  );

test("a_call_out_is_written_sent_and_taken_back_by_keyboard", async ({
  page,
  bridge,
}) => {
  test.slow();
  desk = await signedIn(bridge);
  await page.goto(`/c/${desk.connection}/tasks`);
  await page.getByRole("link", { name: /江堤抢险集结/ }).waitFor();
  await page.keyboard.press("n");
  await rows(page).first().waitFor();

  await pick(page, "性质", "演练");
  await write(page, page.getByLabel("任务主题"), "夜间巡堤");
  await write(page, page.getByLabel("征集人数"), "4");
  await use(page, button(page, "1 小时后"));
  await use(page, button(page, "+4 小时"));
  // A place of one's own on the map, then a saved one after all.
  const map = page.getByRole("application", { name: "选点地图" });
  await use(page, map, "ArrowUp");
  await page.keyboard.press("+");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("纬度")).toHaveValue(/^\d+\.\d+$/);
  await use(page, button(page, "改选常用地点"));
  await use(page, page.getByLabel("集合地点", { exact: true }), "ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("集合地点", { exact: true })).not.toHaveValue(
    "",
  );
  await write(page, page.getByLabel("任务详情"), "带雨衣");

  await write(page, search(page), "yiliao");
  await expect(page.locator("mark").first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(total(page).getByText(/^将通知 [1-9]\d* 人$/)).toBeAttached();

  await use(page, button(page, "核对并发布…"));
  await reach(page, dialog(page).getByRole("button", { name: /按住两秒/ }));
  await page.keyboard.down("Space");
  await expect(page.getByRole("timer")).toBeVisible();
  await page.keyboard.up("Space");
  await use(page, button(page, "撤回"));
  await expect(page.getByLabel("任务主题")).toHaveValue("夜间巡堤");

  await use(page, button(page, "核对并发布…"));
  await reach(page, dialog(page).getByRole("button", { name: /按住两秒/ }));
  await page.keyboard.down("Enter");
  await expect(page.getByRole("timer")).toBeVisible();
  await page.keyboard.up("Enter");
  await use(page, button(page, "立即发出"));
  await use(page, page.getByRole("link", { name: "看谁应答了" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "【演练】夜间巡堤",
  );
});

test("recipients_are_chosen_excluded_and_looked_at_by_keyboard", async ({
  page,
  bridge,
}) => {
  test.slow();
  desk = await signedIn(bridge);
  const { connection } = desk;
  await ask(bridge, "refresh", {
    target: { kind: "tasks", connection, list: "working", page: 1 },
  });
  const draft = await written(bridge, desk);
  await page.goto(address(desk, `?draft=${draft}`));
  await rows(page).first().waitFor();

  // A district, without its first street.
  await pick(page, "按什么选", "单位");
  await expect(page.getByRole("tree")).toHaveAccessibleName("单位和成员");
  await use(page, entry(page), "Home");
  await page.keyboard.press("Space");
  await expect(entry(page)).toHaveAttribute("aria-checked", "true");
  await page.keyboard.press("ArrowRight");
  await expect(rows(page).nth(1)).toHaveAttribute("aria-level", "2");
  const street = rows(page).filter({ hasText: /街/ }).first();
  await go(page, street);
  await page.keyboard.press("Space");
  await expect(street).toContainText("除外");
  const excluded = button(page, "除外");
  await use(page, excluded);
  await use(page, dialog(page).getByRole("button", { name: /^取消除外/ }));
  await page.keyboard.press("Escape");
  await expect(excluded).toBeHidden();

  // Who is behind the totals.
  await use(page, button(page, /^重复选中/));
  await reach(page, dialog(page).locator("[role=row][tabindex='0']"));
  await page.keyboard.press("End");
  await page.keyboard.press("Escape");
  await use(page, button(page, /^同一时段另有任务/));
  const fetches = dialog(page).getByRole("button", { name: "读取人员" });
  await reach(page, fetches.first());
  const unread = await fetches.count();
  await page.keyboard.press("Enter");
  await expect(fetches).toHaveCount(unread - 1);
  await page.keyboard.press("Escape");

  // All of a search, all of everything, and nobody.
  await use(page, button(page, "全部清除"));
  await use(page, dialog(page).getByRole("button", { name: "全部清除" }));
  await expect.poll(() => people(page)).toBe(0);
  await write(page, search(page), "qingyun");
  await use(page, button(page, "全选匹配"));
  await expect.poll(() => people(page)).toBeGreaterThan(0);
  await use(page, button(page, "清除匹配"));
  await expect.poll(() => people(page)).toBe(0);
  await use(page, search(page), "Escape");
  await expect(search(page)).toHaveValue("");
  await use(page, button(page, "全选"));
  await expect.poll(() => people(page)).toBeGreaterThan(100);
  await pick(page, "按什么选", "人员");
  await use(page, entry(page), "Space");
  await expect(entry(page)).toHaveAttribute("aria-checked", "false");
  await use(
    page,
    page
      .getByRole("region", { name: "通知名单" })
      .getByRole("button", { name: "刷新" }),
  );
  await expect(page.getByText(/刚刚|\d+ 秒前/).first()).toBeVisible();
});

test("groups_templates_and_drafts_are_kept_and_deleted_by_keyboard", async ({
  page,
  bridge,
}) => {
  test.slow();
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  await page.goto(address(desk, `?draft=${draft}`));
  await rows(page).first().waitFor();
  const chosen = await people(page);

  for (const kind of ["编组", "模板"] as const) {
    await takeFrom(page, button(page, kind), `存为${kind}…`);
    await write(page, page.getByLabel("名称"), "夜间值班");
    await page.keyboard.press("Enter");
    await expect(page.getByText(`已存为${kind}“夜间值班”`)).toBeVisible();
    await takeFrom(page, button(page, kind), `管理${kind}…`);
    await use(page, button(page, "改名：夜间值班"));
    await write(page, page.getByLabel("名称"), "白天值班");
    await page.keyboard.press("Enter");
    await expect(button(page, "改名：白天值班")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
  }
  await takeFrom(page, button(page, "模板"), "用“白天值班”新建");
  await expect(page).not.toHaveURL(new RegExp(draft));
  await expect(page.getByLabel("任务主题")).toHaveValue(/夜间巡堤/);
  await use(page, button(page, "全部清除"));
  await use(page, dialog(page).getByRole("button", { name: "全部清除" }));
  await expect.poll(() => people(page)).toBe(0);
  await takeFrom(page, button(page, "编组"), "加入“白天值班”");
  await expect.poll(() => people(page)).toBe(chosen);
  await takeFrom(page, button(page, "编组"), "管理编组…");
  await use(page, button(page, "删除：白天值班"));
  const question = page.getByRole("dialog", { name: "删除这个编组？" });
  await use(page, question.getByRole("button", { name: "删除", exact: true }));
  await expect(page.getByText("还没有编组")).toBeVisible();
  await page.keyboard.press("Escape");

  await use(page, button(page, "删除草稿"));
  await use(page, dialog(page).getByRole("button", { name: "删除" }));
  await expect(page).toHaveURL(/\/tasks\/working/);
  // The other one, from the list.
  const drafts = page.getByRole("region", { name: "草稿" });
  await use(page, drafts.getByRole("button", { name: /^删除草稿/ }));
  await use(page, dialog(page).getByRole("button", { name: "删除草稿" }));
  await expect(drafts).toBeHidden();
});
