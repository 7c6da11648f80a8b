import type { Locator, Page } from "@playwright/test";

import { choose, expect, expectAccessible, LOOKS, test, told } from "./app";
import {
  clubDesk,
  missionsAddress,
  people,
  published,
  type ClubDesk,
} from "./clubs-desk";
import { go } from "./keys";
import { ask } from "./publish-desk";

const FAIR = "迎新晚会：布置会场、签到、收尾";
const COUNT = "器材盘点";

let desk: ClubDesk;
let began: number;
/** In two parts: two people, and two of whom one is in both. */
let fair: string;

test.beforeEach(async ({ bridge }) => {
  began = Date.now();
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
  // Who has two parts is there once, and what the list counts is named.
  await expect(list).toHaveAttribute("aria-rowcount", "4");
  await expect(
    page.getByRole("radio", { name: /全部成员/ }),
  ).toHaveAccessibleName(/3 人 · 4 份 · 确认 0 · 完成 0/);
  const row = page.getByRole("link", { name: FAIR });
  await expect(row).toContainText("确认 0 / 4 份 · 完成 0 / 4 份 · 2 项子任务");
  await expect(page.getByRole("link", { name: COUNT })).toContainText(
    "确认 0 / 2 · 完成 0 / 2",
  );
  const table = page.getByRole("radio", { name: /签到台/ });
  await table.click();
  await expect(list).toHaveAttribute("aria-rowcount", "3");
  await expect(page).toHaveURL(/part=/);
  await page.reload();
  await expect(list).toHaveAttribute("aria-rowcount", "3");
  await expect(table).toBeChecked();
});

test("the_people_of_a_mission_are_sorted_chosen_from_and_taken_out", async ({
  page,
  bridge,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, `/${fair}`);
  const grid = page.getByRole("grid", { name: "成员名单" });
  const heads = async (): Promise<string[]> => {
    const texts = await grid.getByRole("columnheader").allInnerTexts();
    return texts.map((text) => text.trim());
  };
  const names = (): Promise<string[]> =>
    grid.getByRole("rowheader").allInnerTexts();
  await expect(grid.getByRole("rowheader")).toHaveCount(3);
  expect(await heads()).toEqual(["姓名", "部门", "确认", "完成"]);
  const [first = "", second = "", third = ""] = await names();
  await grid.getByRole("button", { name: "姓名" }).click();
  await expect.poll(names).toEqual([third, second, first]);

  // The departments are those of the club.
  const departments = await ask<{
    value: { rows: { name: string; department: string }[] };
  }>(bridge, "list_club_students", {
    of: {
      connection: desk.connection,
      club: desk.club,
      group: null,
      filter: first,
    },
    offset: 0,
    limit: 1,
  });
  const department = departments.value.rows[0]?.department ?? "";
  await expect(grid.getByRole("row", { name: first })).toContainText(
    department,
  );

  // By keyboard alone: the department goes, and there is room for the parts.
  const columns = page.getByRole("button", { name: "列", exact: true });
  await columns.focus();
  await page.keyboard.press("Enter");
  const shown = page.getByRole("menuitemcheckbox", { name: "部门" });
  await go(page, shown);
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(columns).toBeFocused();
  await expect.poll(heads).toEqual(["姓名", "子任务", "确认", "完成"]);

  await page.keyboard.press("e");
  await page.getByRole("menuitem", { name: "复制全部" }).click();
  await expect(page.getByText("已复制 3 行")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const lines = copied.trimEnd().split("\n");
  expect(lines.map((line) => line.split("\t")[0])).toEqual([
    third,
    second,
    first,
  ]);
  expect(copied).toContain("布置会场、签到台");
  await page.keyboard.press("p");
  const paper = page.getByRole("main");
  await expect(
    paper.getByRole("heading", { level: 1, name: FAIR }),
  ).toBeVisible();
  await expect(paper.getByText("成员名单").first()).toBeVisible();
  // The line that every page repeats, the heads, three people.
  await expect(paper.getByRole("row")).toHaveCount(5);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`/missions/${fair}$`));
  const menu = page.getByRole("button", { name: "导出", exact: true });
  await expect(menu).toBeFocused();
  // From the menu likewise; and only the way back leads there.
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "打印…" }).click();
  await expect(paper.getByRole("row")).toHaveCount(5);
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
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
  bridge,
}) => {
  await desk.server.stop();
  await open(page, `/${fair}`);
  await page.getByRole("heading", { level: 1, name: FAIR }).waitFor();
  await expect(page.getByRole("grid", { name: "成员名单" })).toHaveAttribute(
    "aria-rowcount",
    "4",
  );
  await expect(
    page.getByText(new RegExp(`连不上服务器，显示的是 ${told(began)} 的数据`)),
  ).toBeVisible();
  await expect(page.getByText(/前更新|刚刚更新/).first()).toBeVisible();
  await expectAccessible(page);
  // What cannot be sent is not said to be sent.
  const dialog = await dialogAfter(page, "提醒未确认 3 人");
  await dialog.getByRole("button", { name: "发出提醒" }).click();
  await expect
    .poll(() => ask(bridge, "list_outbox", { offset: 0, limit: 1 }))
    .toMatchObject({ rows: [{ problem: { code: "unreachable" } }] });
  await expect(
    page.getByText(/提醒任务成员 · (等待发出|未发出)/).first(),
  ).toBeVisible();
  await expect(page.getByText(/^上次 /)).toHaveCount(0);
});
