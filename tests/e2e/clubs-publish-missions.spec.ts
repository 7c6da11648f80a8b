import type { Locator, Page } from "@playwright/test";

import { choose, expect, expectAccessible, LOOKS, test } from "./app";
import {
  clubDesk,
  drafted,
  missionsAddress,
  people,
  wall,
  type ClubDesk,
} from "./clubs-desk";
import { button, row, saved, summary, take } from "./clubs-writing";
import { pick, reach, use, write } from "./keys";
import { hold, rehearse, total } from "./publish-desk";

/** Writing a mission, with parts or without, and sending it. */

let desk: ClubDesk;
test.afterEach(async () => {
  await desk.server.stop();
});

const part = (page: Page, n: number): Locator =>
  page.getByRole("region", { name: `子任务 ${n}`, exact: true });
const content = (within: Page | Locator): Locator =>
  within.getByLabel("内容", { exact: true }).first();
const reaches = (page: Page, n: number): Promise<void> =>
  expect(total(page).getByRole("status")).toHaveText(`将通知 ${n} 人`);

test("a_mission_in_two_parts_is_written_looked_at_sent_and_opened", async ({
  page,
  bridge,
}) => {
  desk = await clubDesk(bridge);
  const [first, second, third] = await people(bridge, desk, 3);
  await page.goto(missionsAddress(desk));
  await button(page, "发布任务").first().waitFor();
  await page.keyboard.press("n");
  await content(page).fill("迎新布置");
  await button(page, "明天 18:00").click();
  await button(page, "添加子任务").click();
  await expect(content(part(page, 1))).toBeFocused();
  await page.keyboard.type("搬桌椅");
  await take(page, first?.name ?? "");
  await take(page, second?.name ?? "");
  await button(page, "添加子任务").click();
  await page.keyboard.type("写海报");
  await take(page, second?.name ?? "");
  await take(page, third?.name ?? "");
  await reaches(page, 3);
  await expect(total(page)).toContainText("分到不止一项");
  // The first one's people again.
  await part(page, 1).getByRole("button", { name: /选人/ }).click();
  await expect(
    page.getByRole("radio", { name: /已选/ }).locator(".."),
  ).toContainText("2");
  await saved(page);

  await rehearse(page);
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("3 人");
  await expect(sheet).toContainText("其中 1 人分到不止一项");
  const parts = sheet.getByRole("listitem");
  await expect(parts.nth(0)).toContainText("搬桌椅");
  await expect(parts.nth(0)).toContainText(first?.name ?? "");
  await expect(parts.nth(1)).toContainText(third?.name ?? "");
  await expect(parts.nth(1)).not.toContainText(first?.name ?? "");
  await expect(sheet).toContainText("18:00");
  await expectAccessible(page);

  await hold(page, "按住两秒发出");
  await button(page, "撤回").click();
  await expect(content(page)).toHaveValue("迎新布置");
  await expect(content(part(page, 2))).toHaveValue("写海报");
  await rehearse(page);
  await hold(page, "按住两秒发出");
  await button(page, "立即发出").click();
  await expect(page.getByText("已发出", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "打开看看" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("迎新布置");
  await expect(page.locator("main")).toContainText("搬桌椅");
  // The draft has gone with it.
  await expect(page.getByRole("region", { name: "草稿" })).toBeHidden();
});

test("whole_departments_jobs_and_years_are_chosen_for_a_mission_without_parts", async ({
  page,
  bridge,
}) => {
  desk = await clubDesk(bridge);
  await page.goto(missionsAddress(desk, "/new"));
  await content(page).fill("大扫除");
  const groups = page.getByRole("treeitem");
  const reached = async (): Promise<number> => {
    const said = total(page).getByText(/^将通知 \d+ 人$/);
    return Number(/\d+/.exec(await said.innerText())?.[0]);
  };
  let before = 0;
  for (const by of ["部门", "职位", "年级"]) {
    await page.getByRole("radio", { name: by }).check({ force: true });
    await expect(page.getByRole("tree")).toHaveAccessibleName(`各${by}成员`);
    const group = groups.and(
      page.locator("[aria-checked='false'], [aria-checked='mixed']"),
    );
    await group.first().click();
    await expect.poll(reached).toBeGreaterThan(before);
    await saved(page);
    before = await reached();
  }
  await button(page, "3 天后 18:00").click();
  await rehearse(page);
  await expect(page.getByRole("dialog")).toContainText(`等 ${before} 人`);
});

test("a_mission_is_written_in_parts_and_sent_without_a_pointer", async ({
  page,
  bridge,
}) => {
  test.slow();
  desk = await clubDesk(bridge);
  const [first, second] = await people(bridge, desk, 2);
  await page.goto(missionsAddress(desk));
  await use(page, button(page, "发布任务").first());
  const search = page.getByLabel("搜索成员");
  await write(page, content(page), "迎新布置");
  await write(page, page.getByLabel("截止时间", { exact: true }), "明天 20:00");
  for (const [n, one] of [
    [1, first],
    [2, second],
  ] as const) {
    await use(page, button(page, "添加子任务"));
    await expect(content(part(page, n))).toBeFocused();
    await page.keyboard.type(`第 ${n} 段`);
    await use(page, part(page, n).getByRole("button", { name: /选人/ }));
    await expect(search).toBeFocused();
    await page.keyboard.type(one?.name ?? "");
    await expect(row(page, one?.name ?? "")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect(part(page, n)).toContainText("选人 · 1 人");
    await use(page, search, "Escape");
  }
  // One more, by mistake.
  await use(page, button(page, "添加子任务"));
  await use(page, button(page, "删除子任务 3"));
  await expect(part(page, 3)).toBeHidden();
  // One with something in it asks first.
  await use(page, button(page, "删除子任务 2"));
  const question = page.getByRole("dialog", { name: "删除子任务 2？" });
  await use(page, question.getByRole("button", { name: "取消" }));
  await expect(question).toBeHidden();
  await reaches(page, 2);
  await pick(page, "按什么选", "已选");

  await use(page, button(page, "核对并发布…"));
  await reach(
    page,
    page.getByRole("dialog").getByRole("button", { name: /按住两秒/ }),
  );
  await page.keyboard.down("Enter");
  await expect(page.getByRole("timer")).toBeVisible();
  await page.keyboard.up("Enter");
  await use(page, button(page, "立即发出"));
  await use(page, page.getByRole("link", { name: "打开看看" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("迎新布置");
});

test("what_is_wrong_is_said_at_its_field_and_nothing_is_sent", async ({
  page,
  bridge,
}) => {
  desk = await clubDesk(bridge);
  const draft = await drafted(bridge, desk, {
    content: "长".repeat(400),
    deadline: wall(-2),
    parts: [
      { content: "搬桌椅", people: [] },
      { content: "打🏀", people: ["30002"] },
    ],
  });
  await page.goto(missionsAddress(desk, `/new?draft=${draft}`));
  let published = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/call/publish_club_draft")) published += 1;
  });
  // Nobody is scolded before they have tried.
  await expect(page.getByText(/最多 224 字/)).toBeHidden();
  await button(page, "核对并发布…").click();
  await expect(summary(page)).toContainText("还有 4 处要补");
  for (const said of [
    "内容有 400 字，最多 224 字",
    "截止时间已经过去",
    "子任务 1：还没有选成员",
    "子任务 2：内容里的“🏀”服务器存不了",
  ])
    await expect(summary(page)).toContainText(said);
  await expect(content(page)).toBeFocused();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(part(page, 1)).toContainText("还没有选成员");
  await expect(part(page, 2)).toContainText("服务器存不了");
  await expectAccessible(page);

  // Each leads to its field; the people of the first part are shown.
  await summary(page)
    .getByRole("button", { name: /子任务 2/ })
    .click();
  await expect(content(part(page, 2))).toBeFocused();
  await summary(page)
    .getByRole("button", { name: /子任务 1/ })
    .click();
  await expect(
    page.getByRole("heading", { name: "子任务 1 的成员" }),
  ).toBeVisible();
  await page.getByLabel("截止时间", { exact: true }).fill("看心情");
  await page.keyboard.press("Tab");
  await expect(page.getByText(/看不懂这个截止时间/).first()).toBeVisible();
  expect(published).toBe(0);
});

test("an_empty_mission_says_in_english_what_is_missing", async ({
  page,
  bridge,
}) => {
  desk = await clubDesk(bridge);
  await choose(bridge, { language: "en", theme: "light" });
  await page.goto(missionsAddress(desk, "/new"));
  await page.getByRole("treeitem").first().waitFor();
  await button(page, "Review and send…").click();
  for (const said of [
    "Text is missing",
    "Deadline is missing",
    "nobody chosen yet",
  ])
    await expect(summary(page)).toContainText(said);
});

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  const word = (chinese: string, english: string): string =>
    zh ? chinese : english;
  test(`writing a mission, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    // What fades in has its contrast only once it is there.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, look);
    desk = await clubDesk(bridge);
    const some = await people(bridge, desk, 9);
    const ids = some.map(({ student }) => student);
    const draft = await drafted(bridge, desk, {
      content: "迎新布置",
      parts: [
        { content: "搬桌椅", people: ids.slice(0, 6) },
        { content: "写海报", people: ids.slice(4) },
      ],
    });
    await page.goto(missionsAddress(desk, `/new?draft=${draft}`));
    await page.getByRole("treeitem").first().waitFor();
    await expectAccessible(page);
    await button(page, word("核对并发布…", "Review and send…")).click();
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page);
  });
}
