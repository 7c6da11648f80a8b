import {
  answer,
  choose,
  expect,
  expectAccessible,
  expectInside,
  LOOKS,
  test,
} from "./app";
import { outOfReach, use, write } from "./keys";
import { activities, outbox } from "./outbox-data";
import { startServer } from "./programs";

const named = ({ language, theme }: (typeof LOOKS)[number]): string =>
  `${language} ${theme}`;

test("axe_finds_what_is_wrong", async ({ page }) => {
  await page.goto("/welcome");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expectAccessible(page);
  await page.evaluate(() => {
    document.body.append(document.createElement("button"));
  });
  await expect(expectAccessible(page)).rejects.toThrow(/button-name/);
});

test("a_blocked_style_fails_a_test", async ({ page, complaints }) => {
  await page.goto("/welcome");
  await page.evaluate(() => document.body.setAttribute("style", "color: red"));
  await expect.poll(() => complaints.length).toBe(1);
  complaints.length = 0;
});

for (const look of LOOKS) {
  test(`first start, ${named(look)}`, async ({ page, bridge }) => {
    await choose(bridge, look);
    await page.goto("/");
    await expect(page).toHaveURL(/\/welcome$/);
    await expectAccessible(page);
    await expect(page.locator("main")).toMatchAriaSnapshot({
      name: `welcome-${look.language}-${look.theme}.aria.yml`,
    });
  });

  test(`empty screens, ${named(look)}`, async ({ page, bridge }) => {
    await choose(bridge, look);
    for (const path of ["connections", "outbox", "activity", "settings"]) {
      await page.goto(`/${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectAccessible(page);
      if (path !== "settings") {
        await expect(page.locator("main")).toMatchAriaSnapshot({
          name: `${path}-empty-${look.language}.aria.yml`,
        });
      }
    }
  });

  test(`connecting to a server, ${named(look)}`, async ({ page, bridge }) => {
    await choose(bridge, look);
    const zh = look.language === "zh-CN";
    const server = await startServer(["--speed", "0"]);
    try {
      await page.goto("/connections");
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.keyboard.press("n");
      await page
        .getByLabel(zh ? "服务器地址" : "Server address")
        .fill(server.url);
      await page
        .getByRole("button", { name: zh ? "测试连接" : "Test connection" })
        .click();
      await expect(page.getByRole("dialog")).toContainText(
        zh ? "连得上" : "Reachable",
      );
      await expectAccessible(page);
      await page
        .getByRole("button", { name: zh ? "保存并登录" : "Save and sign in" })
        .click();

      // The dialog before it has a field of the same name.
      const password = page.getByLabel(zh ? "密码" : "Password", {
        exact: true,
      });
      await expect(password).toBeVisible();
      await page
        .getByLabel(zh ? "用户名" : "Name", { exact: true })
        .fill("nobody");
      await password.fill("not the password");
      const signIn = page
        .getByRole("dialog")
        .getByRole("button", { name: zh ? "登录" : "Sign in" });
      await signIn.click();
      await expect(page.getByRole("alert")).toContainText(
        zh ? "账号或密码不对" : "The name or the password is wrong",
      );
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      const card = page.getByRole("article");
      await expect(card).toContainText(server.url);
      await expect(card).toContainText(zh ? "未登录" : "Signed out");
      await expectAccessible(page);
    } finally {
      await server.stop();
    }
  });

  test(`every state of the outbox, ${named(look)}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, look);
    await answer(page, "list_outbox", { offset: 0, total: 9, rows: outbox() });
    await answer(page, "list_activity", {
      offset: 0,
      total: 2,
      rows: activities(),
    });
    await page.goto("/outbox");
    await expect(page.getByRole("article")).toHaveCount(9);
    await expectAccessible(page);
    await expect(page.locator("main")).toMatchAriaSnapshot({
      name: `outbox-${look.language}.aria.yml`,
    });
    await page.goto("/activity");
    await expect(page.getByRole("listitem")).toHaveCount(2);
    await expectAccessible(page);
  });
}

test("the_demo_starts_and_signs_out_and_is_removed_with_its_data", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("button", { name: "试用演示" }).click();
  await expect(page).toHaveURL(/\/c\/[^/]+\/tasks\/working/);
  await page.getByRole("link", { name: "连接", exact: true }).click();
  const heading = page.getByRole("heading", { name: "演示", exact: true });
  const card = page.getByRole("article").filter({ has: heading });
  await expect(card).toContainText("演示");
  const clubs = page.getByRole("article", { name: "社团演示" });
  await expect(clubs).toContainText("已登录");
  await card.getByRole("button", { name: /更多操作/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await expect(page.getByRole("menu")).toBeHidden();
  await expectAccessible(page);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "退出登录" })
    .click();
  await expect(card).toContainText("未登录");
  await card.getByRole("button", { name: /更多操作/ }).click();
  await page.getByRole("menuitem", { name: "移除" }).click();
  await page.getByRole("button", { name: "移除并清除数据" }).click();
  await expect(card).toBeHidden();
  await clubs.getByRole("link", { name: "打开" }).click();
  await expect(page).toHaveURL(/\/c\/[^/]+\/missions/);
  await expect(page.getByRole("list", { name: "社团任务" })).toContainText(
    "校园开放日",
  );
  await page.goto("/activity");
  await expect(page.getByRole("list")).toContainText("移除连接");
});

test("language_theme_and_text_size_are_in_force_at_once_and_after_a_reload", async ({
  page,
}) => {
  await page.goto("/settings");
  await page.getByRole("radio", { name: "English" }).check({ force: true });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await page.getByRole("radio", { name: "Dense" }).check({ force: true });
  await page.getByRole("button", { name: "Larger text" }).click();
  await expect(page.getByText("110 %")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  const root = page.locator("html");
  await expect(root).toHaveAttribute("lang", "en");
  await expect(root).toHaveAttribute("data-theme", "dark");
  await expect(root).toHaveAttribute("data-density", "dense");
  await expectAccessible(page);
});

test.describe("without a keyring", () => {
  test.use({ bridgeOptions: ["--passphrase-mode"] });

  test("a_passphrase_is_chosen_first_and_nothing_is_reached_without_it", async ({
    page,
  }) => {
    await page.goto("/outbox");
    await expect(page).toHaveURL(/\/unlock$/);
    await expectAccessible(page);
    expect(await outOfReach(page)).toEqual([]);
    const phrase = "correct horse battery";
    await write(page, page.getByLabel("口令", { exact: true }), phrase);
    await write(page, page.getByLabel("再输一次"), phrase);
    await use(page, page.getByRole("button", { name: "设置并继续" }));
    await expect(page).toHaveURL(/\/welcome$/);
  });
});

test("a_page_that_fails_keeps_the_frame", async ({ page }) => {
  await answer(page, "list_outbox", { code: "storage" }, 400);
  await page.goto("/outbox");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "磁盘已满或无法写入",
  );
  await expect(page.getByRole("navigation")).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/call/list_outbox");
  await page.getByRole("button", { name: "重试" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("发件箱");
});

test("an_address_that_leads_nowhere_says_so", async ({ page }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "没有这一页",
  );
  await expect(page.getByRole("navigation")).toBeVisible();
});

test("a_core_that_fails_at_the_start_leaves_no_blank_screen", async ({
  page,
}) => {
  await answer(page, "app_info", { code: "internal", id: "7f3a" }, 400);
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("程序出错（7f3a）");
});

test("keys_work_and_stay_out_of_the_way_while_typing", async ({ page }) => {
  await page.goto("/connections");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "快捷键" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("n");
  await page.getByLabel("名称").fill("");
  await page.getByLabel("名称").press("n");
  await expect(page.getByLabel("名称")).toHaveValue("n");
  await expect(page.getByRole("dialog")).toHaveCount(1);
});

test("the_rail_folds_and_the_page_fits_in_a_narrow_window", async ({
  page,
}) => {
  for (const [width, folded] of [
    [1440, false],
    [1024, true],
    [760, true],
  ] as const) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto("/settings");
    await page.getByRole("heading", { level: 1 }).waitFor();
    const rail = await page.getByRole("navigation").boundingBox();
    expect((rail?.width ?? 0) < 100).toBe(folded);
    // Folded, the words are still there for those who cannot see the symbols.
    await expect(page.getByRole("link", { name: "发件箱" })).toBeAttached();
    await expectInside(page, `${width} px`, "main");
    await expectAccessible(page);
  }
});
