import type { Page } from "@playwright/test";

import {
  answer,
  choose,
  expect,
  expectAccessible,
  expectInside,
  LOOKS,
  test,
  told,
} from "./app";
import {
  NOW,
  answerBoards,
  answerTasks,
  detail,
  read,
  responses,
  row,
} from "./tasks-data";
import { call, connect } from "./tasks-core";
import { startServer, type Program } from "./programs";

/** Opens a page of the invented connection, at the invented moment. */
async function open(page: Page, path: string): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.goto(`/c/c1/tasks/${path}`);
  await page.getByRole("link", { name: /珠江防汛/ }).waitFor();
}

/** How many pixels of the map's layer of people are painted. */
function painted(page: Page): Promise<number> {
  return page.evaluate(() => {
    const sheet = document.querySelector<HTMLCanvasElement>(
      ".leaflet-sheet-450-pane canvas",
    );
    if (!sheet?.width) return 0;
    const { data } =
      sheet.getContext("2d")?.getImageData(0, 0, sheet.width, sheet.height) ??
      {};
    return (data ?? []).filter((value, at) => at % 4 === 3 && value > 0).length;
  });
}

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  test(`every screen of a task, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    // Six screens are looked at, each by axe.
    test.slow();
    // What fades in has its contrast only once it is there.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, look);
    await answerTasks(page);
    await answerBoards(page);
    const screens = [
      ["list", "working", zh ? "选一个任务" : "Choose a task"],
      ["overview", "working/7", zh ? "集合地点" : "Gather place"],
      ["responses", "working/7/responses", "欧阳若岚"],
      ["check-ins", "working/7/check-ins", "欧阳若岚"],
      ["people", "working/7/people", "欧阳若岚"],
    ] as const;
    for (const [name, path, sign] of screens) {
      await open(page, path);
      await page.getByText(sign).first().waitFor();
      await expectAccessible(page);
      await expect(page.locator("main")).toMatchAriaSnapshot({
        name: `tasks-${name}-${look.language}.aria.yml`,
      });
    }
    await page
      .getByRole("button", { name: zh ? "结束任务" : "End the task" })
      .click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText(
      zh ? "已通知 3 人" : "3 people notified",
    );
    await expectAccessible(page);
    await expect(dialog).toMatchAriaSnapshot({
      name: `tasks-finish-${look.language}.aria.yml`,
    });
  });

  test(`nothing, and nothing but a problem, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, look);
    await answerTasks(page, []);
    await page.goto("/c/c1/tasks");
    await expect(page).toHaveURL(/tasks\/working$/);
    await page
      .getByRole("heading", {
        name: zh ? "没有进行中的任务" : "No task is running",
      })
      .waitFor();
    await expectAccessible(page);
    const problem = { code: "unreachable" };
    await answer(page, "list_tasks", read(null, { problem }));
    await answer(page, "get_task", read(null, { problem }));
    await page.goto("/c/c1/tasks/working/7");
    await expect(
      page.getByRole("button", { name: zh ? "重试" : "Try again" }),
    ).toHaveCount(2);
    await expectAccessible(page);
  });
}

test("what_was_read_stays_with_its_age_and_sign_in_is_offered_in_place", async ({
  page,
}) => {
  const problem = { code: "not_signed_in", connection: "c1" };
  await answerTasks(page, [row("7", "珠江防汛 夜间巡堤")], { problem });
  await answerBoards(page, { problem });
  await open(page, "working/7/responses");
  await expect(page.getByText("数据截至 今天 12:47：登录已失效")).toHaveCount(
    2,
  );
  await expect(page.getByText("欧阳若岚")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "去登录" }).last().click();
  await expect(page).toHaveURL(/\/connections\?sign-in=c1$/);
});

test("hostile_and_endless_texts_stay_texts_and_stay_inside", async ({
  page,
}) => {
  const title = `<img src=x onerror="document.title='run'">${"长".repeat(9_960)}`;
  await answerTasks(page, [row("7", title)]);
  await answerBoards(page);
  await answer(page, "get_task", read(detail("7", title)));
  await page.clock.setFixedTime(NOW);
  for (const width of [1440, 1024, 760]) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto("/c/c1/tasks/working/7/responses");
    await page.getByText("欧阳若岚").waitFor();
    await expectInside(page, `${width} px`, "main .panel");
    // What can be done about somebody is in sight at any width.
    const act = page.getByRole("button", { name: "记录与欧阳若岚的通话结果" });
    const table = page.getByRole("grid", { name: "响应名单" }).locator("..");
    const [inside, box] = [await act.boundingBox(), await table.boundingBox()];
    expect((inside?.x ?? Infinity) + (inside?.width ?? 0)).toBeLessThanOrEqual(
      (box?.x ?? 0) + (box?.width ?? 0),
    );
    const tab = await page.getByRole("tab", { name: "响应" }).boundingBox();
    expect(tab?.y).toBeLessThan(350);
  }
  await expect(page).toHaveTitle(/^(?!run$)/);
  await expect(page.locator("img[src=x]")).toHaveCount(0);
});

test("a_narrow_window_shows_the_list_or_the_task_and_leads_back", async ({
  page,
}) => {
  await page.setViewportSize({ width: 760, height: 700 });
  await answerTasks(page);
  await answerBoards(page);
  await page.goto("/c/c1/tasks/working");
  await page.getByRole("link", { name: /珠江防汛/ }).click();
  await expect(page.getByRole("tab", { name: "概况" })).toBeVisible();
  await expect(page.getByRole("link", { name: /消防演习/ })).toBeHidden();
  await page.getByRole("link", { name: "返回列表" }).click();
  await expect(page.getByRole("link", { name: /消防演习/ })).toBeVisible();
});

test("ten_thousand_rows_scroll_and_keep_their_place_and_focus_when_read_again", async ({
  page,
}) => {
  await answerTasks(page);
  await answerBoards(page);
  let asked = 0;
  await page.route("**/call/list_responses", async (route) => {
    const { offset, limit } = route.request().postDataJSON() as {
      offset: number;
      limit: number;
    };
    expect(limit).toBeLessThanOrEqual(200);
    asked += 1;
    const rows = responses(Math.min(limit, 10_000 - offset), offset);
    await route.fulfill({ json: read({ offset, total: 10_000, rows }) });
  });
  await open(page, "working/7/responses");
  await page.getByText("甲0", { exact: true }).click();
  const focused = page.locator("[role=row]:focus");
  let index = await focused.getAttribute("aria-rowindex");
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press("PageDown");
    await expect(focused).not.toHaveAttribute("aria-rowindex", index ?? "");
    index = await focused.getAttribute("aria-rowindex");
  }
  expect(Number(index)).toBeGreaterThan(80);
  const top = (): Promise<number> =>
    page
      .getByRole("grid")
      .evaluate((grid) => grid.parentElement?.scrollTop ?? -1);
  const before = await top();
  const times = asked;
  await page.keyboard.press("r");
  await expect.poll(() => asked).toBeGreaterThan(times);
  await expect(focused).toHaveAttribute("aria-rowindex", index ?? "");
  expect(await top()).toBe(before);
  await page.keyboard.press("End");
  await expect(focused).toContainText("甲9999");
  expect(await page.getByRole("row").count()).toBeLessThan(80);
});

test.describe("against a server", () => {
  let server: Program;
  test.beforeEach(async () => {
    server = await startServer(["--speed", "0"]);
  });
  test.afterEach(async () => {
    await server.stop();
  });

  test("the_list_is_filtered_opened_and_read_by_keyboard_alone", async ({
    page,
    bridge,
  }) => {
    const connection = await connect(bridge, server, "commander");
    await page.goto(`/c/${connection}/tasks`);
    await page.getByRole("link", { name: /江堤抢险集结/ }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("jdqx");
    await expect(page.locator("[data-task]")).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(
      page.getByRole("heading", { level: 1, name: "江堤抢险集结" }),
    ).toBeVisible();
    await page.getByRole("tab", { name: "概况" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/\/map\?q=jdqx$/);
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/\/responses\?q=jdqx$/);
    // The offices stand in a table of their own.
    const person = page
      .getByRole("grid", { name: "响应名单" })
      .getByRole("row")
      .nth(1);
    await expect(person).toContainText("100");
    await page.getByRole("radio", { name: /^拒绝/ }).focus();
    await page.keyboard.press("Space");
    await expect(person).toContainText("拒绝");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/tasks\/working\?q=jdqx$/);
  });

  test("the_launcher_ends_a_task_and_finds_it_among_the_done", async ({
    page,
    bridge,
  }) => {
    const connection = await connect(bridge, server, "commander");
    await page.goto(`/c/${connection}/tasks`);
    await page.getByRole("link", { name: /江堤抢险集结/ }).click();
    await page.getByRole("button", { name: "结束任务" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText(/已通知 \d+ 人/);
    await dialog.getByRole("button", { name: "结束任务" }).click();
    await expect(dialog).toBeHidden();
    await expect(
      page.getByRole("region", { name: "详情" }).getByText("已结束").first(),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: "结束任务" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.getByRole("radio", { name: /^已完成/ }).check({ force: true });
    await expect(
      page.getByRole("link", { name: /江堤抢险集结/ }),
    ).toBeVisible();
  });

  test("a_superior_reads_and_is_told_why_ending_is_not_offered", async ({
    page,
    bridge,
  }) => {
    const connection = await connect(bridge, server, "superior");
    await page.goto(`/c/${connection}/tasks`);
    await page.getByRole("link", { name: /江堤抢险集结/ }).click();
    await expect(page.getByText(/只有发起方.*能结束/)).toBeVisible();
    await expect(page.getByRole("button", { name: "结束任务" })).toHaveCount(0);
    await expectAccessible(page);
  });

  test("when_the_server_is_gone_everything_seen_is_still_there_and_says_since_when", async ({
    page,
    bridge,
  }) => {
    const began = Date.now();
    const connection = await connect(bridge, server, "commander");
    await page.goto(`/c/${connection}/tasks`);
    await page.getByRole("link", { name: /江堤抢险集结/ }).click();
    for (const [tab, grid] of [
      ["响应", "响应名单"],
      ["集合", "集合名单"],
      ["人员", "参与人员"],
      ["地图", "图上人员"],
    ] as const) {
      await page.getByRole("tab", { name: tab }).click();
      await expect(
        page.getByRole("grid", { name: grid }).getByRole("rowheader").first(),
      ).toBeVisible();
    }
    await server.stop();
    await page.keyboard.press("r");
    // Once, over all that is shown.
    const gone = page.getByText("连不上服务器");
    await expect(gone).toHaveText([/，显示的是/]);
    await expectAccessible(page);
    await page.reload();
    for (const [tab, grid] of [
      ["响应", "响应名单"],
      ["集合", "集合名单"],
      ["地图", "图上人员"],
    ] as const) {
      await page.getByRole("tab", { name: tab }).click();
      await expect(
        page.getByRole("grid", { name: grid }).getByRole("rowheader").first(),
      ).toBeVisible();
      await expect(gone).toHaveText([
        new RegExp(`，显示的是 ${told(began)} 的数据`),
      ]);
    }
    // And they are drawn, over the outline that needs nobody.
    await page.getByRole("application", { name: "集合地图" }).waitFor();
    await expect.poll(() => painted(page)).toBeGreaterThan(50);
  });

  test("a_draft_stands_above_the_tasks_until_it_is_deleted", async ({
    page,
    bridge,
  }) => {
    const connection = await connect(bridge, server, "commander");
    await call(bridge, "new_draft", { connection });
    await page.goto(`/c/${connection}/tasks`);
    const drafts = page.getByRole("region", { name: "草稿" });
    await expect(drafts.getByRole("link")).toHaveCount(1);
    await drafts.getByRole("button", { name: /删除草稿/ }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "删除草稿" })
      .click();
    await expect(drafts).toBeHidden();
  });
});
