import { choose, expect, expectAccessible } from "./app";
import { fetched, openBoard, openQuest, questDesk, test } from "./quests-desk";

/** What the server wants the password for again, and waits. */

/** The server forgets within a second that somebody has signed in. */
const FORGETS = ["--speed", "0", "--recent", "1"];
const HELD = "等你输入密码后发出";

for (const theme of ["light", "dark"] as const)
  test(`what waits for the password says so and can be taken back, ${theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, { language: "zh-CN", theme });
    const desk = await questDesk(bridge, "admin", FORGETS);
    const log = (): Promise<string> =>
      fetched(bridge, desk.connection, { kind: "audit" }).then(
        () => "read",
        () => "refused",
      );
    await expect.poll(log).toBe("refused");
    const password = page.getByRole("dialog", { name: "请再输一次密码" });
    const takeBack = page.getByRole("button", { name: "撤回", exact: true });

    await openBoard(page, desk);
    await page.getByRole("button", { name: "重置…" }).click();
    await page.getByRole("button", { name: "确认重置" }).click();
    await password.waitFor();
    await page.keyboard.press("Escape");
    const reset = page.getByRole("dialog", { name: "重置任务" });
    await expect(reset).toContainText(HELD);
    await expectAccessible(page);
    await reset.getByRole("button", { name: "撤回" }).click();
    await expect(reset).toContainText("没有发出，什么都没有改变");
    await page.keyboard.press("Escape");

    await openQuest(page, bridge, desk, "每日登录");
    await page.getByRole("button", { name: "更多" }).click();
    await page.getByRole("menuitem", { name: "删除" }).click();
    await page.getByRole("button", { name: "删除任务" }).click();
    await password.waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(HELD).waitFor();
    await expectAccessible(page);
    await takeBack.click();
    await page.getByText("删除任务 · 已撤回").waitFor();

    await page.getByRole("button", { name: "更多" }).click();
    await page.getByRole("menuitem", { name: "修改" }).click();
    await page
      .getByRole("textbox", { name: "名称", exact: true })
      .fill("每日签到");
    await page.getByRole("button", { name: "保存修改" }).click();
    await password.waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(HELD).waitFor();
    await expectAccessible(page);
    await takeBack.click();
    await page.getByText("没有发出，什么都没有改变").waitFor();
    await page.getByRole("button", { name: "打开草稿" }).click();
    await expect(
      page.getByRole("textbox", { name: "名称", exact: true }),
    ).toHaveValue("每日签到");
  });
