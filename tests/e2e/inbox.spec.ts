import type { Page } from "@playwright/test";

import { answer, choose, expect, expectAccessible, LOOKS, test } from "./app";
import { answerInbox, NOTICES } from "./inbox-data";
import { startServer, type Program } from "./programs";
import { call, connect } from "./tasks-core";
import { answerBoards, NOW } from "./tasks-data";

/** The inbox: what happened while nobody looked. */

async function open(page: Page, path = "/inbox"): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  test(`the inbox, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, look);
    await open(page);
    await expectAccessible(page);
    if (look.theme === "light")
      await expect(page.locator("main")).toMatchAriaSnapshot({
        name: `inbox-empty-${look.language}.aria.yml`,
      });
    await answerInbox(page);
    await open(page);
    await page.getByText("珠江防汛 夜间巡堤").first().waitFor();
    await expectAccessible(page);
    if (look.theme === "light")
      await expect(page.locator("main")).toMatchAriaSnapshot({
        name: `inbox-${look.language}.aria.yml`,
      });
    const rail = page.getByRole("link", {
      name: zh ? "收件箱 3 条未读" : "Inbox 3 unread",
    });
    await expect(rail).toBeVisible();
    await page.getByRole("radio", { name: zh ? "未读" : "Unread" }).check();
    await expect(page.locator("main .row")).toHaveCount(3);
    await page
      .getByRole("button", { name: zh ? "全部标为已读" : "Mark all as read" })
      .click();
    await page
      .getByRole("heading", {
        name: zh ? "没有未读的通知" : "Nothing unread",
      })
      .waitFor();
    await expectAccessible(page);
    await expect(rail).toBeHidden();
  });
}

test("a_line_opens_what_it_is_about_and_is_read", async ({ page, bridge }) => {
  await choose(bridge, LOOKS[0]);
  await answerInbox(page);
  await answerBoards(page);
  await open(page);
  await page.getByRole("link", { name: /新应答/ }).click();
  await expect(page).toHaveURL(/\/c\/c1\/tasks\/working\/7\/responses$/);
  await page.goBack();
  await page.reload();
  await expect(page.getByRole("link", { name: /收件箱 2 条/ })).toBeVisible();
  await page.getByRole("link", { name: /结果不明/ }).click();
  await expect(page).toHaveURL(/\/outbox#entry-e1$/);
});

test("the_keys_reach_everything_in_the_inbox", async ({ page, bridge }) => {
  await choose(bridge, LOOKS[0]);
  await answerInbox(page);
  await answerBoards(page);
  await open(page, "/outbox");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("sjx");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/inbox$/);
  const rows = page.locator("main .row");
  await rows.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("f");
  await expect(page).toHaveURL(/\/inbox\?unread$/);
  await expect(rows).toHaveCount(3);
  await page.keyboard.press("m");
  await page.getByRole("heading", { name: "没有未读的通知" }).waitFor();
  await page.keyboard.press("f");
  await expect(rows).toHaveCount(6);
  await rows.first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/working\/7\/responses$/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("what_arrives_while_somebody_works_elsewhere_is_shown_once_and_calmly", async ({
  page,
  bridge,
}) => {
  await choose(bridge, LOOKS[0]);
  const server: Program = await startServer(["--speed", "2000"]);
  try {
    const id = await connect(bridge, server, "commander");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto("/activity");
    await page.getByRole("heading", { level: 1 }).waitFor();
    const list = (await call(bridge, "list_tasks", {
      connection: id,
      list: "working",
      page: 1,
      filter: "",
    })) as { value: { rows: { summary: { id: string } }[] } | null };
    const tasks = (list.value?.rows ?? []).map(({ summary }) => summary.id);
    // The simulated unit goes on answering: each reading of the boards may
    // tell of more.
    const toast = page.locator("[data-sonner-toast]");
    await expect
      .poll(
        async () => {
          for (const task of tasks)
            await call(bridge, "refresh", {
              target: { kind: "responses", connection: id, task },
            }).catch(() => null);
          return toast.count();
        },
        { timeout: 45_000 },
      )
      .toBe(1);
    // It stays as long as somebody points at it, however long looking takes.
    await toast.hover();
    await expectAccessible(page);
    await toast.getByRole("button", { name: "查看" }).click();
    await expect(page).toHaveURL(/\/tasks\/working\/[^/]+\/responses$/);
  } finally {
    await server.stop();
  }
});

test("nothing_that_arrives_covers_what_somebody_is_asked", async ({
  page,
  bridge,
}) => {
  await choose(bridge, LOOKS[0]);
  await answerInbox(page, NOTICES.slice(1));
  await answerBoards(page);
  await open(page, "/c/c1/tasks/working/7");
  const toast = page.locator("[data-sonner-toast]");
  const arrive = async (at: number): Promise<void> => {
    await answer(page, "count_unread", {
      unread: 3,
      urgent: 1,
      newest: { ...NOTICES[0], at },
      wanted: true,
    });
    // Something changed: the frame reads again.
    await call(bridge, "change_settings", { density: "dense" });
    await expect(page.getByRole("link", { name: /收件箱 3/ })).toBeAttached();
  };
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await arrive(NOW);
  await expect(page.locator("html")).toHaveAttribute("data-density", "dense");
  await expect(toast).toHaveCount(0);
  await page.keyboard.press("Escape");
  await arrive(NOW + 1_000);
  await expect(toast).toHaveCount(1);
  // In the middle of the bottom, where no page has its acts.
  const box = await toast.boundingBox();
  expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - 720)).toBeLessThan(
    30,
  );
});

test("while_locked_the_page_holds_nothing_of_the_inbox", async ({
  page,
  bridge,
}) => {
  await choose(bridge, LOOKS[0]);
  await call(bridge, "set_lock_passphrase", {
    current: "",
    new: "三点集合 0310",
  });
  await answerInbox(page);
  await open(page);
  const holds = (): Promise<boolean> =>
    page.evaluate(() =>
      document.documentElement.outerHTML.includes("夜间巡堤"),
    );
  expect(await holds()).toBe(true);
  await call(bridge, "lock_screen", {});
  await page.getByRole("heading", { name: "已锁定" }).waitFor();
  expect(await holds()).toBe(false);
});

test("notifications_are_chosen_and_tried_in_the_settings", async ({
  page,
  bridge,
}) => {
  await choose(bridge, LOOKS[0]);
  await page.goto("/settings");
  const box = page.locator("section", {
    has: page.getByRole("heading", { name: "通知", exact: true }),
  });
  const kept = async (): Promise<Record<string, unknown>> =>
    (
      (await call(bridge, "get_settings", {})) as {
        notify: Record<string, unknown>;
      }
    ).notify;
  await box.getByLabel("新的应答").click();
  await expect.poll(async () => (await kept())["responses"]).toBe(false);
  await box.getByLabel("免打扰时段").click();
  await box.getByLabel("从").click();
  await page.getByRole("option", { name: "23:30" }).click();
  await expect.poll(kept).toMatchObject({ quiet: true, quiet_from: 1410 });
  await expectAccessible(page);
  // The bridge has no desktop around it.
  await box.getByRole("button", { name: "弹出一条看看" }).click();
  await expect(box.getByText("这个系统不能弹出通知")).toBeVisible();
  await answer(page, "get_popups", { way: "works", quiet: true });
  await page.reload();
  await expect(box.getByText("现在是免打扰时段。")).toBeVisible();
});
