/** What opens over a screen or fills one for a moment, seen by axe in each look. */

import type { Page } from "@playwright/test";

import { choose, expect, expectAccessible, LOOKS, test } from "./app";
import { answerMap, crowd } from "./map-data";
import { address, hold, signedIn, written, type Desk } from "./publish-desk";
import { NOW, answerBoards, answerTasks } from "./tasks-data";

/** Opens a page of the invented connection and waits for a word on it. */
async function open(page: Page, path: string, sign: string): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.goto(path);
  await page.getByText(sign).first().waitFor();
}

/** Looks at the menu that is open, and closes it. */
async function menu(page: Page, item: string): Promise<void> {
  await page.getByRole("menuitem", { name: item, exact: true }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
}

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  const named = `${look.language} ${look.theme}`;
  const word = (chinese: string, english: string): string =>
    zh ? chinese : english;

  test.describe(named, () => {
    test.beforeEach(async ({ page, bridge }) => {
      // What fades in has its contrast only once it is there.
      await page.emulateMedia({ reducedMotion: "reduce" });
      await choose(bridge, look);
    });

    test(`the wall, ${named}`, async ({ page }) => {
      await answerTasks(page);
      await answerBoards(page);
      await open(page, "/wall/c1/7", "珠江防汛");
      await page
        .getByText(word("最近到达", "Latest arrivals"))
        .first()
        .waitFor();
      await expectAccessible(page);
      // A projector's light is chosen on the wall itself; it is dark at first.
      await page.getByRole("button", { name: word("亮色", "Light") }).click();
      await expectAccessible(page);
    });

    test(`what is taken out and what a call came to, ${named}`, async ({
      page,
    }) => {
      test.slow();
      await answerTasks(page);
      await answerBoards(page);
      await answerMap(page, crowd(3));
      const csv = word("导出 CSV…", "Export CSV…");
      for (const [tab, item] of [
        ["", word("打印任务单…", "Print the task sheet…")],
        ["/map", csv],
        ["/responses", csv],
        ["/check-ins", csv],
        ["/people", csv],
      ] as const) {
        await open(page, `/c/c1/tasks/working/7${tab}`, "珠江防汛");
        await page
          .getByRole("button", { name: word("导出", "Export"), exact: true })
          .click();
        await menu(page, item);
      }
      await page
        .getByRole("button", { name: word("导出列表", "Export the list") })
        .click();
      await menu(page, csv);
      await open(page, "/c/c1/tasks/working/7/responses", "欧阳若岚");
      await page
        .getByRole("button", { name: zh ? /^记录与/ : /^Note the call/ })
        .first()
        .click();
      await menu(page, word("已联系上", "Reached"));
    });
  });

  test.describe(`publishing, ${named}`, () => {
    let desk: Desk;
    test.beforeEach(async ({ page, bridge }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await choose(bridge, look);
      desk = await signedIn(bridge);
      const draft = await written(bridge, desk);
      await page.goto(address(desk, `?draft=${draft}`));
      await page.getByRole("treeitem").first().waitFor();
    });
    test.afterEach(() => desk.server.stop());

    test(`sent, ${named}`, async ({ page }) => {
      // Held down, not pressed twice.
      await page.emulateMedia({ reducedMotion: "no-preference" });
      await page
        .getByRole("button", { name: word("核对并发布…", "Review and send…") })
        .click();
      await hold(page, word("按住两秒发出", "Hold two seconds to send"));
      await page
        .getByRole("button", { name: word("立即发出", "Send now") })
        .click();
      await page
        .getByRole("link", { name: word("看谁应答了", "See who answers") })
        .waitFor();
      await expectAccessible(page);
    });

    test(`groups, templates and the end of a draft, ${named}`, async ({
      page,
    }) => {
      test.slow();
      for (const [kind, keep, manage] of [
        [
          word("编组", "Groups"),
          word("存为编组…", "Save as group…"),
          word("管理编组…", "Manage groups…"),
        ],
        [
          word("模板", "Templates"),
          word("存为模板…", "Save as template…"),
          word("管理模板…", "Manage templates…"),
        ],
      ] as const) {
        const opener = page.getByRole("button", { name: kind, exact: true });
        const dialog = page.getByRole("dialog");
        await opener.click();
        await menu(page, keep);
        await opener.click();
        await page.getByRole("menuitem", { name: keep }).click();
        await dialog.getByRole("textbox").fill("夜间值班");
        await expect(
          dialog.getByRole("button", { name: word("保存", "Save") }),
        ).toBeEnabled();
        await expectAccessible(page);
        await page.keyboard.press("Enter");
        await expect(dialog).toBeHidden();
        await opener.click();
        await page.getByRole("menuitem", { name: manage }).click();
        await dialog
          .getByRole("button", { name: zh ? /^删除：/ : /^Delete:/ })
          .click();
        const question = page.getByRole("dialog", {
          name: zh ? /^删除这个/ : /^Delete this/,
        });
        await expect(question).toBeVisible();
        await expectAccessible(page);
        // The question goes first, then what it was asked over.
        await page.keyboard.press("Escape");
        await expect(question).toBeHidden();
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      }
      await page
        .getByRole("button", { name: word("删除草稿", "Delete draft") })
        .click();
      await expect(page.getByRole("dialog")).toContainText(
        word("删除这份草稿？", "Delete this draft?"),
      );
      await expectAccessible(page);
    });
  });
}

test("acts_that_have_no_room_stand_in_a_menu_and_come_back", async ({
  page,
  bridge,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await choose(bridge, { language: "en", theme: "dark" });
  await page.setViewportSize({ width: 1024, height: 700 });
  await answerTasks(page);
  await answerBoards(page);
  await open(page, "/c/c1/tasks/working/7/check-ins", "欧阳若岚");
  const wall = page.getByRole("button", { name: "Show on a wall" });
  const tab = await page.getByRole("tab", { name: "People" }).boundingBox();
  const more = page.getByRole("button", { name: "More", exact: true });
  const button = await more.boundingBox();
  // In one row with the tabs.
  expect(button?.y).toBeLessThan((tab?.y ?? 0) + (tab?.height ?? 0));
  await expect(wall).toHaveCount(0);
  await more.press("Enter");
  await menu(page, "Show on a wall");
  await expect(more).toBeFocused();
  await page.setViewportSize({ width: 1600, height: 900 });
  await expect(wall).toBeVisible();
  await expect(more).toHaveCount(0);
});
