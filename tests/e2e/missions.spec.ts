import type { Locator, Page } from "@playwright/test";

import { choose, expect, expectAccessible, LOOKS, test } from "./app";
import {
  clubDesk,
  missionsAddress,
  people,
  published,
  type ClubDesk,
} from "./clubs-desk";

const FAIR = "迎新晚会：布置会场、签到、收尾";
const COUNT = "器材盘点";

let desk: ClubDesk;
/** In two parts: two people, and two of whom one is in both. */
let fair: string;

test.beforeEach(async ({ bridge }) => {
  desk = await clubDesk(bridge);
  const [one, two, three] = (await people(bridge, desk, 3)).map(
    ({ student }) => student,
  ) as [string, string, string];
  await published(bridge, desk, { content: COUNT, people: [one, two] });
  fair = await published(bridge, desk, {
    content: FAIR,
    parts: [
      { content: "布置会场", people: [one, two] },
      { content: "签到台", people: [two, three] },
    ],
  });
});
test.afterEach(async () => {
  await desk.server.stop();
});

const open = async (page: Page, path = ""): Promise<void> => {
  await page.goto(missionsAddress(desk, path));
  await page.getByText(COUNT).first().waitFor();
};
const dialogAfter = async (page: Page, act: string): Promise<Locator> => {
  await page.getByRole("button", { name: act }).click();
  return page.getByRole("dialog");
};
const chooseInMenu = async (
  page: Page,
  more: string,
  name: string,
): Promise<void> => {
  await page.getByRole("button", { name: more, exact: true }).click();
  await page.getByRole("menuitem", { name }).click();
};

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  const word = (chinese: string, english: string): string =>
    zh ? chinese : english;
  test(`every screen of a mission, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    // What fades in has its contrast only once it is there.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, look);
    await open(page);
    await page.getByText(word("选一个任务", "Choose a mission")).waitFor();
    await expectAccessible(page);
    await open(page, `/${fair}`);
    await page.getByRole("heading", { level: 1, name: FAIR }).waitFor();
    const parts = page.getByRole("radiogroup", {
      name: word("子任务", "Parts"),
    });
    await expect(parts.getByRole("radio")).toHaveCount(3);
    await expectAccessible(page);
    for (const [act, title] of [
      [
        word("提醒未确认 3 人", "Remind unconfirmed (3)"),
        word("提醒还没有确认的人？", "Remind those who have not confirmed?"),
      ],
      [
        word("提醒未完成 3 人", "Remind unfinished (3)"),
        word("提醒还没有完成的人？", "Remind those who have not finished?"),
      ],
    ] as const) {
      const dialog = await dialogAfter(page, act);
      await expect(dialog).toContainText(title);
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
    await chooseInMenu(
      page,
      word("更多", "More"),
      word("撤销任务", "Take back"),
    );
    await expect(page.getByRole("dialog")).toContainText(
      word("任务交给了 3 人", "People it was given to: 3"),
    );
    await expectAccessible(page);
  });
}

test("a_mission_is_shown_by_its_parts_and_by_who_is_waited_for", async ({
  page,
}) => {
  await open(page, `/${fair}`);
  const list = page.getByRole("grid", { name: "成员名单" });
  // Who has two parts is there once.
  await expect(list).toHaveAttribute("aria-rowcount", "4");
  const table = page.getByRole("radio", { name: /签到台/ });
  await table.click();
  await expect(list).toHaveAttribute("aria-rowcount", "3");
  await expect(page).toHaveURL(/part=/);
  await page.reload();
  await expect(list).toHaveAttribute("aria-rowcount", "3");
  await expect(table).toBeChecked();
});

test("a_mission_is_read_by_keyboard_alone", async ({ page }) => {
  await open(page);
  await page.keyboard.press("f");
  await expect(
    page.getByRole("textbox", { name: "筛选社团任务" }),
  ).toBeFocused();
  await page.keyboard.type("yxwh");
  await expect(page.getByText(COUNT)).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/missions/${fair}`));
  const all = page.getByRole("radio", { name: /全部成员/ });
  await all.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /布置会场/ })).toBeChecked();
  const remind = page.getByRole("button", { name: /^提醒未完成/ });
  await remind.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(remind).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/missions(\?|$)/);
});

test("a_reminder_says_for_how_many_and_when_the_last_was", async ({ page }) => {
  await open(page, `/${fair}`);
  const act = "提醒未确认 3 人";
  const dialog = await dialogAfter(page, act);
  await expect(dialog).toContainText("3 人会收到提醒");
  await expect(dialog).toContainText("还没有从这里提醒过。");
  await dialog.getByRole("button", { name: "发出提醒" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^上次 /)).toBeVisible();
  await dialogAfter(page, act);
  await expect(dialog).toContainText("上次从这里提醒：");
  await expect(dialog).toContainText("不到 5 分钟前刚提醒过");
  await dialog.getByRole("button", { name: "取消" }).click();
  await expect(dialog).toBeHidden();
});

test("a_reminder_to_nobody_is_not_offered", async ({ page }) => {
  await page.route("**/call/get_mission", async (route) => {
    const response = await route.fetch();
    const read = (await response.json()) as { value: object };
    const value = { ...read.value, to_confirm: 0 };
    await route.fulfill({ response, json: { ...read, value } });
  });
  await open(page, `/${fair}`);
  const dialog = await dialogAfter(page, "提醒未确认 0 人");
  await expect(dialog).toContainText("没有人需要提醒，所有人都已确认。");
  await expect(dialog.getByRole("button", { name: "发出提醒" })).toHaveCount(0);
});

test("a_mission_that_was_taken_back_says_so", async ({ page }) => {
  await open(page, `/${fair}`);
  await chooseInMenu(page, "更多", "撤销任务");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("任务会从所有成员那里消失");
  await dialog.getByRole("button", { name: "撤销任务" }).click();
  await expect(page.getByText("这个任务已经撤销")).toBeVisible();
  await page.getByRole("link", { name: "返回列表" }).click();
  await expect(page).toHaveURL(/\/missions$/);
  const row = page.getByRole("link", { name: FAIR });
  await expect(row).toContainText("已撤销");
  await expect(page.getByRole("link", { name: COUNT })).toContainText("进行中");
  // This server goes on showing it, to who published it.
  await row.click();
  await expect(page.getByText("这个任务已经撤销")).toBeVisible();
  await page.keyboard.press("r");
  await expect(
    page.getByRole("heading", { level: 1, name: FAIR }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /^提醒/ })).toHaveCount(0);
});

test("lists_and_missions_open_without_the_server_and_say_how_old_they_are", async ({
  page,
}) => {
  await desk.server.stop();
  await open(page, `/${fair}`);
  await page.getByRole("heading", { level: 1, name: FAIR }).waitFor();
  await expect(page.getByRole("grid", { name: "成员名单" })).toHaveAttribute(
    "aria-rowcount",
    "4",
  );
  await expect(
    page.getByText(/连不上服务器，显示的是 今天 \d\d:\d\d 的数据/),
  ).toBeVisible();
  await expect(page.getByText(/前更新|刚刚更新/).first()).toBeVisible();
  await expectAccessible(page);
  // What cannot be sent is not said to be sent.
  const dialog = await dialogAfter(page, "提醒未确认 3 人");
  await dialog.getByRole("button", { name: "发出提醒" }).click();
  await expect(page.getByText(/^上次 /)).toHaveCount(0);
});
