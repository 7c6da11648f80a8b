import type { Locator, Page } from "@playwright/test";

import { expect, test } from "./app";
import { choose, go, pick, reach, takeFrom, use, write } from "./keys";
import { startServer, type Program } from "./programs";
import { readTask } from "./tasks-core";

/** Everything that the list and one task let one do, done without a pointer. */

const TITLE = "江堤抢险集结";

let server: Program;
test.beforeEach(async () => {
  server = await startServer(["--speed", "0"]);
});
test.afterEach(async () => {
  await server.stop();
});

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = (page: Page): Locator => page.getByRole("dialog");
/** The row of a table that Tab leads to. */
const row = (page: Page, table: string): Locator =>
  page.getByRole("grid", { name: table }).locator("[role=row][tabindex='0']");
/** Opens a tab of the task, with its table; answers the task's address. */
async function open(
  page: Page,
  bridge: Program,
  tab: string,
  table: string,
): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { path } = await readTask(bridge, server, TITLE);
  await page.goto(path + tab);
  await row(page, table).waitFor();
  return path;
}

const filterBy = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
};

/** Sorts a table, turns a column off and on, selects two rows and copies them. */
async function workTable(
  page: Page,
  table: string,
  column: string,
): Promise<void> {
  const grid = page.getByRole("grid", { name: table });
  const head = grid.getByRole("columnheader", { name: column });
  const before = await head.getAttribute("aria-sort");
  await use(page, head.getByRole("button"));
  await expect(head).not.toHaveAttribute("aria-sort", before ?? "");
  await takeColumn(page, column);
  await expect(head).toHaveCount(0);
  await takeColumn(page, column);
  await expect(head).toBeVisible();
  await use(page, row(page, table), "Shift+ArrowDown");
  await expect(page.getByText("已选 2 行")).toBeVisible();
  await page.keyboard.press("Control+c");
  await expect(page.getByText("已复制 2 行").last()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("已选 2 行")).toBeHidden();
}

async function takeColumn(page: Page, column: string): Promise<void> {
  await use(page, button(page, "列"));
  await go(page, page.getByRole("menuitemcheckbox", { name: column }));
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
}

test("the_list_is_worked_by_keyboard", async ({ page, bridge }) => {
  const { connection } = await readTask(bridge, server, TITLE);
  await page.goto(`/c/${connection}/tasks`);
  await page.getByRole("link", { name: new RegExp(TITLE) }).waitFor();
  await pick(page, "任务列表", /^已完成/);
  await expect(page).toHaveURL(/\/done/);
  await pick(page, "任务列表", /^进行中/);
  await expect(page).toHaveURL(/\/working/);
  await page.keyboard.press("/");
  await page.keyboard.type("jdqx");
  await expect(page.locator("[data-task]")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-task]")).not.toHaveCount(1);
  // What the list can do has buttons as well as keys.
  await takeFrom(page, button(page, "导出列表"), "打印…");
  await expect(button(page, "打印（P）")).toBeFocused();
  await page.keyboard.press("Escape");
  await use(page, button(page, "刷新").first());
  await use(page, page.locator("[data-task][tabindex='0']"));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Escape");
  await use(page, button(page, "发布任务"));
  await expect(page).toHaveURL(/\/new/);
});

test("the_response_board_is_worked_by_keyboard", async ({ page, bridge }) => {
  test.slow();
  const table = "响应名单";
  const path = await open(page, bridge, "/check-ins", "集合名单");
  await reach(page, page.getByRole("tab", { name: "集合" }));
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/\/responses/);
  await row(page, table).waitFor();

  // The curve as a table, and a number of the matrix.
  await use(page, button(page, "表格"));
  await expect(
    page
      .getByRole("region", { name: /^响应曲线/ })
      .getByRole("row")
      .nth(1),
  ).toBeVisible();
  const matrix = page.getByRole("region", { name: "单位 × 状态" });
  const cell = matrix.getByRole("link", { name: /拒绝/ }).first();
  const refused = /拒绝 (\d+) 人/.exec(
    (await cell.getAttribute("aria-label")) ?? "",
  )?.[1];
  await use(page, cell);
  const grid = page.getByRole("grid", { name: table });
  await expect(grid).toHaveAttribute(
    "aria-rowcount",
    String(Number(refused) + 1),
  );
  await use(page, button(page, /^不再只看/));
  await pick(page, "按状态筛选", /^全部/);
  await workTable(page, table, "单位");

  // Phoning: in order, dialled, noted, taken back, copied.
  await use(page, button(page, "按拨打顺序联系"));
  await expect(page.getByRole("radio", { name: /^未读/ })).toBeChecked();
  // Whoever comes first once the list stands in that order.
  let name = "";
  await expect(async () => {
    name = await row(page, table).getByRole("rowheader").innerText();
    await expect(button(page, `拨打${name}的电话`)).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await use(page, button(page, `拨打${name}的电话`));
  await expect(page.getByText("这台电脑不能拨号，号码已复制")).toBeVisible();
  const note = button(page, `记录与${name}的通话结果`);
  await takeFrom(page, note, "没接");
  const person = grid.getByRole("row", { name: new RegExp(`^${name}`) });
  await expect(person).toContainText("没接");
  // Whoever was phoned stands elsewhere in the order now.
  await use(page, page.getByLabel("筛选名单"), "Control+a");
  await filterBy(page, name);
  await expect(grid.getByRole("row")).toHaveCount(2);
  await takeFrom(page, note, "撤销记录");
  await expect(person).not.toContainText("没接");
  await use(page, button(page, `复制${name}的手机号`));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^100\d{8}$/,
  );
  await use(page, page.getByLabel("筛选名单"), "Escape");

  // What leads to another page comes last.
  await use(page, button(page, "向未读者补发"));
  await expect(page).toHaveURL(/\/new\?draft=/);
  await expect(
    page.getByRole("region", { name: "合计" }).getByText(/^将通知 [1-9]/),
  ).toBeAttached();
  await page.goto(`${path}/responses`);
  await takeFrom(page, button(page, "追加征集"), /^向拒绝者补发/);
  await expect(page).toHaveURL(/\/new\?draft=/);
});

test("the_check_in_board_and_the_wall_are_worked_by_keyboard", async ({
  page,
  bridge,
}) => {
  const table = "集合名单";
  await open(page, bridge, "/check-ins", table);
  await use(page, button(page, "表格"));
  await use(page, page.getByRole("link", { name: /未到 \d+ 人/ }).first());
  await use(page, button(page, /^不再只看/));
  await pick(page, "按状态筛选", /^全部/);
  await workTable(page, table, "单位");

  const opened = page.waitForEvent("popup");
  await use(page, button(page, "投到大屏"));
  const wall = await opened;
  await use(wall, button(wall, "亮色"));
  await expect(button(wall, "暗色")).toBeVisible();
  await use(wall, button(wall, "全屏"));
  await expect
    .poll(() => wall.evaluate(() => document.fullscreenElement !== null))
    .toBe(true);
  await wall.keyboard.press("f");
  await expect
    .poll(() => wall.evaluate(() => document.fullscreenElement === null))
    .toBe(true);
});

test("the_map_is_worked_by_keyboard", async ({ page, bridge }) => {
  test.slow();
  const table = "图上人员";
  await open(page, bridge, "/map", table);
  const map = page.getByRole("application", { name: "集合地图" });
  const mgrs = page.locator("[data-notation=MGRS]");
  const scale = page.locator("[title=比例尺]");
  await use(page, button(page, "集合地点"));
  await expect(mgrs).toHaveText(/^49Q/);
  const at = (await mgrs.textContent()) ?? "";
  await use(page, map, "ArrowDown");
  await expect(mgrs).not.toHaveText(at);
  const nearer = (await scale.textContent()) ?? "";
  await page.keyboard.press("-");
  await expect(scale).not.toHaveText(nearer);
  await use(page, button(page, "放大"));
  await expect(scale).toHaveText(nearer);
  await use(page, button(page, "缩小"));
  await use(page, button(page, "全部可见"));
  const rings = button(page, "距离圈");
  const shown = await rings.getAttribute("aria-pressed");
  await use(page, rings);
  await expect(rings).not.toHaveAttribute("aria-pressed", shown ?? "");

  await use(page, button(page, "测距"));
  await use(page, map);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^共 [\d.]+\s(m|km)$/)).toBeVisible();
  await use(page, button(page, "撤销一点"));
  await use(page, button(page, "结束测距"));
  await expect(button(page, "结束测距")).toBeHidden();

  await write(page, page.getByLabel("跳到坐标"), "49Q GF 38004 57431");
  await page.keyboard.press("Enter");
  await expect(mgrs).toHaveText("49Q GF 38004 57431");
  await use(page, button(page, "复制 MGRS"));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "49Q GF 38004 57431",
  );
  await use(page, button(page, "取消标记"));

  // Somebody, from the table; then from under the cross.
  await use(page, row(page, table));
  const find = button(page, /^在地图上找到/).first();
  const name = /找到(.+)$/.exec(
    (await find.getAttribute("aria-label")) ?? "",
  )?.[1];
  await use(page, find);
  const card = page.getByRole("region", { name: "选中的人员" });
  await expect(card).toContainText(name ?? "");
  await use(page, card.getByRole("button", { name: /^复制/ }));
  await use(page, card.getByRole("button", { name: "关闭" }));
  await expect(card).toBeHidden();
  for (let n = 0; n < 12; n += 1) await use(page, map, "+");
  await page.keyboard.press("Enter");
  await expect(
    card.or(page.getByText(/只看这一处的 \d+ 人/)).first(),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await workTable(page, table, "距离");

  await takeFrom(page, button(page, "底图：内置轮廓"), "内置轮廓");
  await use(page, button(page, "全屏"));
  const frame = page.getByRole("region", { name: "集合地图" });
  await expect.poll(async () => (await frame.boundingBox())?.width).toBe(1440);
  // Its menus stand before it, and Escape leaves one thing at a time.
  const outline = page.getByRole("menuitem", { name: "内置轮廓" });
  await use(page, button(page, "底图：内置轮廓"));
  await outline.click({ trial: true });
  await page.keyboard.press("Escape");
  await expect(outline).toBeHidden();
  await expect(button(page, "退出全屏")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect
    .poll(async () => (await frame.boundingBox())?.width)
    .toBeLessThan(1440);
  await use(page, button(page, "全屏"));
  await use(page, button(page, "退出全屏"));
  await expect(button(page, "退出全屏")).toBeHidden();
  await takeFrom(page, button(page, "底图：内置轮廓"), "管理底图…");
  await expect(page).toHaveURL(/\/settings#maps$/);
});

test("people_papers_and_the_end_of_a_task_by_keyboard", async ({
  page,
  bridge,
}) => {
  test.slow();
  const table = "参与人员";
  const path = await open(page, bridge, "/people", table);
  const groups = page.getByRole("radiogroup", { name: "通过谁征集" });
  await reach(page, groups.getByRole("radio", { checked: true }));
  await page.keyboard.press("ArrowDown");
  await expect(groups.getByRole("radio").nth(1)).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await workTable(page, table, "所在单位或组织");

  // A file, a page, and back; by the keys that the sheet of keys names.
  await page.keyboard.press("e");
  await choose(page, "导出 CSV…");
  await expect(page.getByText(/已导出“.*\.csv”/)).toBeVisible();
  await page.keyboard.press("p");
  await expect(button(page, "打印（P）")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`${path}/people`));

  await page.goto(path);
  await takeFrom(page, button(page, "导出"), "打印总结…");
  await use(page, button(page, "返回"));
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await use(page, button(page, "复制坐标"));
  await expect(page.getByText("已复制坐标")).toBeVisible();
  await use(page, button(page, "再发一次"));
  await expect(page).toHaveURL(/\/new\?draft=/);
  await page.goto(path);

  await use(page, button(page, "结束任务"));
  await use(page, dialog(page).getByRole("button", { name: "继续任务" }));
  await expect(dialog(page)).toBeHidden();
  await use(page, button(page, "结束任务"));
  await use(page, dialog(page).getByRole("button", { name: "结束任务" }));
  await expect(dialog(page)).toBeHidden();
  await expect(button(page, "结束任务")).toHaveCount(0);
});
