import { answer, expect, expectAccessible, test } from "./app";
import { clubDesk, people, ROLES, seat, type ClubDesk } from "./clubs-desk";
import {
  AFFAIRS,
  button,
  draftOf,
  MEETING,
  MISSION,
  send,
  take,
  TEXT,
} from "./clubs-writing";
import { startBridge, temporaryFolder } from "./programs";
import { ask, hold, rehearse } from "./publish-desk";

/** What holds of whatever is written for a club: what is kept, and how it leaves. */

let desk: ClubDesk;
test.afterEach(async () => {
  await desk.server.stop();
});

for (const affair of AFFAIRS) {
  const { address, name, text, time } = affair;

  test(`${name} is kept while it is typed and over a restart`, async ({
    page,
  }) => {
    const folder = await temporaryFolder();
    let core = await startBridge(folder.path, []);
    desk = await clubDesk(core);
    const [one] = await people(core, desk, 1);
    await page.goto(core.url + address(desk, "/new"));
    await text(page).fill("迎新布置 100% + 雨衣");
    await affair.type(page);
    await take(page, one?.name ?? "");
    // Leaves at once, within the pause before a save.
    await page.getByLabel(time, { exact: true }).fill("后天");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("region", { name: "草稿" }).waitFor();
    await core.stop();
    core = await startBridge(folder.path, []);
    await page.goto(core.url + address(desk));
    await page.getByRole("link", { name: /迎新布置/ }).click();
    await expect(text(page)).toHaveValue("迎新布置 100% + 雨衣");
    await affair.typed(page);
    await expect(page.getByLabel(time, { exact: true })).toHaveValue("后天");
    await expect(
      page.getByRole("radio", { name: /已选/ }).locator(".."),
    ).toContainText("1");
    await core.stop();
    await folder.remove();
  });

  test(`${name} that is new begins at its first field, and Esc leaves it`, async ({
    page,
    bridge,
  }) => {
    desk = await clubDesk(bridge);
    const list = new RegExp(`${address(desk)}$`);
    await page.goto(address(desk));
    const publish = page.getByRole("button", { name: /^发布/ }).first();
    await publish.waitFor();
    await page.keyboard.press("n");
    // The club is known: there is but one.
    await expect(text(page)).toBeFocused();
    // Nothing is lost, so nothing is asked; and no empty draft is left behind.
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(list);
    await publish.waitFor();
    await expect(page.getByRole("region", { name: "草稿" })).toHaveCount(0);

    await page.keyboard.press("n");
    await expect(text(page)).toBeFocused();
    await page.keyboard.type("fnr 迎新");
    await expect(text(page)).toHaveValue("fnr 迎新");
    await page.keyboard.press("Escape");
    await expect(text(page)).not.toBeFocused();
    await expect(page).toHaveURL(/draft=/);
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(list);
    const draft = page.getByRole("link", { name: /fnr 迎新/ });
    await draft.click();
    // What was begun before is looked at first.
    await expect(text(page)).toHaveValue("fnr 迎新");
    await expect(text(page)).not.toBeFocused();
  });

  test(`a session that ends in the middle holds ${name} until somebody signs in`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    desk = await clubDesk(bridge);
    const draft = await draftOf(bridge, desk, affair);
    await page.goto(address(desk, `/new?draft=${draft}`));
    await rehearse(page);
    await hold(page, "按住两秒发出");
    // A server keeps one session of an account: another sign-in ends this one.
    await seat(bridge, desk.server.url, "sponsor", "另一台电脑");
    await button(page, "立即发出").click();
    await expect(page.getByText("登录已失效，没有发出")).toBeVisible();
    await expectAccessible(page);
    await ask(bridge, "sign_in", {
      connection: desk.connection,
      username: ROLES.sponsor,
      password: "muster-sponsor",
      allow_plain: true,
    });
    await button(page, "立即发出").click();
    await expect(page.getByText("已发出", { exact: true })).toBeVisible();
  });

  test(`without a network ${name} waits and can be taken back`, async ({
    page,
    bridge,
  }) => {
    desk = await clubDesk(bridge);
    const draft = await draftOf(bridge, desk, affair);
    await desk.server.stop();
    await page.goto(address(desk, `/new?draft=${draft}`));
    // The club is chosen from as it was read.
    await expect(page.getByRole("treeitem").first()).toBeVisible();
    await rehearse(page);
    await hold(page, "按住两秒发出");
    await button(page, "立即发出").click();
    await expect(page.getByText(/连不上服务器，\d+ 秒后再试/)).toBeVisible();
    await button(page, "撤回").click();
    await expect(text(page)).toHaveValue(TEXT);
  });

  test(`${name} becomes a template that others are written from`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    desk = await clubDesk(bridge);
    // Another kind's templates are not offered.
    const other = affair === MISSION ? MEETING : MISSION;
    const elsewhere = await draftOf(bridge, desk, other);
    await ask(bridge, "save_as", {
      draft: elsewhere,
      kind: "template",
      name: "别的",
    });
    const draft = await draftOf(bridge, desk, affair);
    const menu = button(page, "模板");
    const offered = page.getByRole("menuitem");
    await page.goto(address(desk, `/new?draft=${draft}`));
    await text(page).fill("每周例行");
    await menu.click();
    await expect(offered).toHaveText(["存为模板…"]);
    await offered.click();
    await page.getByLabel("名称").fill("每周");
    await page.keyboard.press("Enter");
    await expect(page.getByText("已存为模板“每周”")).toBeVisible();
    await send(page);

    // All of it but its time, which is chosen anew.
    await page.goto(address(desk, "/new"));
    await menu.click();
    await page.getByRole("menuitem", { name: "用“每周”新建" }).click();
    await expect(text(page)).toHaveValue("每周例行");
    await expect(page.getByLabel(time, { exact: true })).toHaveValue("");
    await expect(
      page.getByRole("radio", { name: /已选/ }).locator(".."),
    ).toContainText("6");
    await page.getByLabel(time, { exact: true }).fill("明天 20:00");
    await send(page);

    await page.goto(address(desk, "/new"));
    await menu.click();
    await page.getByRole("menuitem", { name: "管理模板…" }).click();
    const sheet = page.getByRole("dialog", { name: "模板", exact: true });
    await expect(sheet).toContainText("每周例行 · 6 人");
    await expect(sheet).not.toContainText("别的");
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "改名：每周" }).click();
    await page.getByLabel("名称").fill("每月");
    await page.keyboard.press("Enter");
    await sheet.getByRole("button", { name: "删除：每月" }).click();
    await page
      .getByRole("dialog", { name: "删除这个模板？" })
      .getByRole("button", { name: "删除" })
      .click();
    await expect(sheet).toContainText("还没有模板");
    await page.keyboard.press("Escape");
    // Nothing was written in this one: it leaves no draft behind.
    await page.keyboard.press("Escape");
    await expect(page.getByRole("region", { name: "草稿" })).toBeHidden();
  });

  for (const [what, state, words] of [
    [
      "unknown",
      {
        state: "unknown",
        search: { searched_at: 1, readings: 1, found: [] },
      },
      ["不确定有没有发出", "不会自动再发", "已读 1 遍"],
    ],
    [
      "rejected",
      {
        state: "rejected",
        problem: { code: "rejected", message: "<b>无权限</b>" },
      },
      ["服务器没有接受", "<b>无权限</b>", "草稿和选好的人都在"],
    ],
    [
      "published by half",
      { state: "confirmed", parts_missing: 1 },
      ["已发出", "1"],
    ],
  ] as const) {
    // A meeting has no parts.
    if (affair === MEETING && what === "published by half") continue;
    test(`${name} that is ${what} says what to do`, async ({
      page,
      bridge,
    }) => {
      desk = await clubDesk(bridge);
      const entry = {
        id: "e1",
        connection: "c1",
        connection_name: "灯塔社",
        elsewhere: null,
        draft: null,
        kind: `publish_${affair.kind}`,
        title: TEXT,
        people: 6,
        created_at: Date.now(),
        changed_at: Date.now(),
        send_at: Date.now(),
        attempts: 1,
        problem: null,
        search: null,
        task: null,
        ...state,
      };
      const rows = { offset: 0, total: 1, rows: [entry] };
      await answer(page, "list_outbox", rows);
      await page.goto(address(desk, "/new?draft=d1&entry=e1"));
      for (const sentence of words)
        await expect(page.locator("main")).toContainText(sentence);
      await expect(page.locator("main")).not.toContainText(/电话|名单/);
      await expectAccessible(page);
    });
  }
}
