import type { Locator, Page } from "@playwright/test";

import { answer, choose, expect, expectAccessible, LOOKS, test } from "./app";
import { startServer, type Program } from "./programs";
import { call, connect } from "./tasks-core";

const HOUR = 3600;

let server: Program;
test.beforeEach(async () => {
  server = await startServer(["--speed", "0"]);
});
test.afterEach(async () => {
  await server.stop();
});

/** Signs in and reads the list; answers its address. */
async function read(bridge: Program): Promise<string> {
  const connection = await connect(bridge, server, "commander");
  const target = { kind: "tasks", connection, list: "working", page: 1 };
  await call(bridge, "refresh", { target });
  return `/c/${connection}/tasks/working`;
}

/** The page's own clock, as far off as the machine's. */
async function setClock(page: Page, seconds: number): Promise<void> {
  await page.addInitScript((ms) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ms;
  }, seconds * 1000);
}

const rows = (page: Page): Locator =>
  page.getByRole("list", { name: "进行中" }).getByRole("listitem");

/** What the list of the sample says when every clock is right. */
async function expectRight(page: Page): Promise<void> {
  const row = (title: string): Locator => rows(page).filter({ hasText: title });
  await expect(row("街道排水口疏通")).toContainText("征集中");
  await expect(row("街道排水口疏通")).toContainText(/还有\s1\s小时\s\d+\s分/);
  await expect(row("江堤抢险集结")).toContainText("集合中");
  await expect(row("江堤抢险集结")).toContainText(/2\d\s分钟后/);
  await expect(row("台风后道路清障")).toContainText("执行中");
}

for (const hours of [12, -12]) {
  test.describe(`a clock that is ${hours} hours off`, () => {
    test.use({
      bridgeOptions: ["--clock-offset", String(hours * HOUR)],
      // Deadlines are Beijing's wherever the machine thinks it is.
      timezoneId: "America/New_York",
    });

    test(`every_phase_and_countdown_is_right_and_it_is_said_once_${hours}`, async ({
      page,
      bridge,
    }) => {
      await setClock(page, hours * HOUR);
      const list = await read(bridge);
      await page.goto(list);
      await expectRight(page);
      const said = page.getByText(
        hours > 0
          ? /本机时钟比服务器快\s12\s小时。/
          : /本机时钟比服务器慢\s12\s小时。/,
      );
      await expect(said).toHaveCount(1);
      await expectAccessible(page);

      await rows(page).filter({ hasText: "江堤抢险集结" }).click();
      await expect(
        page.getByRole("heading", { level: 1, name: "江堤抢险集结" }),
      ).toBeVisible();
      await expect(page.getByText("集合中", { exact: true })).not.toHaveCount(
        0,
      );
      await expect(said).toHaveCount(1);
      await page.getByRole("button", { name: "知道了" }).click();
      await expect(said).toHaveCount(0);
      await page.goto("/connections");
      await expect(
        page.getByText(
          hours > 0 ? /服务器时钟慢\s12\s小时/ : /服务器时钟快\s12\s小时/,
        ),
      ).toBeVisible();
    });

    test(`the_control_does_not_hear_of_the_servers_clock_${hours}`, async ({
      page,
      bridge,
    }) => {
      await setClock(page, hours * HOUR);
      const list = await read(bridge);
      const all = (await call(bridge, "list_connections", {})) as object[];
      const deaf = all.map((one) => ({ ...one, clock_skew_ms: null }));
      await answer(page, "list_connections", deaf);
      await page.goto(list);
      await expect(rows(page)).toHaveCount(4);
      await expect(page.getByText(/本机时钟/)).toHaveCount(0);
      await expect(
        rows(page).filter({ hasText: "江堤抢险集结" }),
      ).not.toContainText(/2\d\s分钟后/);
    });
  });
}

test.describe("how it is said", () => {
  test.use({ bridgeOptions: ["--clock-offset", "95"] });
  for (const look of LOOKS) {
    test(`calmly, ${look.language} ${look.theme}`, async ({ page, bridge }) => {
      await choose(bridge, look);
      await page.goto(await read(bridge));
      const zh = look.language === "zh-CN";
      await expect(
        page.getByText(zh ? /本机时钟比服务器快\s1\s分/ : /1\smin.*ahead/),
      ).toBeVisible();
      await expectAccessible(page);
    });
  }
});
