import type { Page } from "@playwright/test";

import { answer, choose, expect, expectAccessible, LOOKS, test } from "./app";
import { startServer, type Program } from "./programs";

/** Asks the core directly: for what a test needs before its page is opened. */
async function ask<T>(
  bridge: Program,
  name: string,
  args: unknown,
): Promise<T> {
  const response = await fetch(`${bridge.url}/call/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  expect(response.status, name).toBe(200);
  return (await response.json()) as T;
}

interface Desk {
  server: Program;
  /** The connection's id. */
  connection: string;
}

/** A core that is signed in to a server of its own. */
async function signedIn(
  bridge: Program,
  role: "commander" | "platoon" = "commander",
): Promise<Desk> {
  const server = await startServer(["--speed", "0"]);
  const { id } = await ask<{ id: string }>(bridge, "add_connection", {
    kind: "militia",
    name: "海珠人武部",
    base_url: server.url,
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  });
  await ask(bridge, "sign_in", {
    connection: id,
    username: role,
    password: `muster-${role}`,
    allow_plain: true,
  });
  return { server, connection: id };
}

/** A Beijing wall time so many hours from now: `YYYY-MM-DD HH:MM`. */
const wall = (hours: number): string =>
  new Date(Date.now() + (hours + 8) * 3_600_000)
    .toISOString()
    .slice(0, 16)
    .replace("T", " ");

/** A whole draft with one organisation, as if it had been written before. */
async function written(bridge: Program, { connection }: Desk): Promise<string> {
  await ask(bridge, "refresh", { target: { kind: "roster", connection } });
  const { id: draft } = await ask<{ id: string }>(bridge, "new_draft", {
    connection,
  });
  const info = await ask<{ value: { places: { id: string }[] } }>(
    bridge,
    "get_publish_info",
    { connection },
  );
  await ask(bridge, "save_draft", {
    draft,
    fields: {
      mark: "drill",
      title: "夜间巡堤 100% + 🌊",
      detail: "自带雨衣、头灯、水。",
      wanted: "4",
      gather_at: wall(2),
      finish_at: wall(6),
      place: { kind: "saved", id: info.value.places[0]?.id },
    },
  });
  const rows = await ask<{ value: { rows: { key: string; kind: string }[] } }>(
    bridge,
    "list_picker_rows",
    { draft, view: "orgs", query: "", offset: 0, limit: 50 },
  );
  const org = rows.value.rows.filter(({ kind }) => kind === "org")[1];
  await ask(bridge, "toggle_picker_row", {
    draft,
    view: "orgs",
    key: org?.key,
    on: true,
  });
  return draft;
}

const address = ({ connection }: Desk, query = ""): string =>
  `/c/${connection}/tasks/new${query}`;

/** Holds a button as long as it asks for, by pointer. */
async function hold(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).hover();
  await page.mouse.down();
  await expect(page.getByRole("timer")).toBeVisible();
  await page.mouse.up();
}

async function rehearse(page: Page): Promise<void> {
  await page.getByRole("button", { name: "核对并发布…" }).click();
  await expect(page.getByRole("dialog")).toContainText("核对后发出");
}

const total = (page: Page) => page.getByRole("region", { name: "合计" });

let desk: Desk;
test.afterEach(async () => {
  await desk.server.stop();
});

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  test(`publish, ${look.language} ${look.theme}`, async ({ page, bridge }) => {
    await choose(bridge, look);
    desk = await signedIn(bridge);
    // Choices such as "tonight" depend on the hour.
    await page.clock.setFixedTime("2026-03-18T15:00:00+08:00");
    await page.goto(address(desk));
    await page.getByRole("treeitem").first().waitFor();
    await expect(page).toHaveURL(/\?draft=/);
    await expectAccessible(page);
    for (const [name, region] of [
      ["form", zh ? "任务内容" : "The task"],
      ["picker", zh ? "通知名单" : "Recipients"],
      ["total", zh ? "合计" : "Total"],
    ] as const) {
      await expect(
        page.getByRole("region", { name: region }),
      ).toMatchAriaSnapshot({
        name: `publish-${name}-${look.language}.aria.yml`,
      });
    }
    // Everything in the way at once.
    await page
      .getByRole("button", { name: zh ? "核对并发布…" : "Review and send…" })
      .click();
    await expect(page.getByLabel(zh ? "任务主题" : "Title")).toBeFocused();
    await expectAccessible(page);
  });

  test(`rehearsal, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, look);
    desk = await signedIn(bridge);
    const draft = await written(bridge, desk);
    await page.goto(address(desk, `?draft=${draft}`));
    await page
      .getByRole("button", { name: zh ? "核对并发布…" : "Review and send…" })
      .click();
    const sheet = page.getByRole("dialog");
    await expect(sheet).toContainText("【演练】夜间巡堤 100% + 🌊");
    await expectAccessible(page);
    await hold(page, zh ? "按住两秒发出" : "Hold two seconds to send");
    await expectAccessible(page);
    await expect(page.locator("main")).toMatchAriaSnapshot(`
      - button "${zh ? "撤回" : "Take back"}"
      - button "${zh ? "立即发出" : "Send now"}"
    `);
  });
}

test("a_call_out_is_written_taken_back_and_sent_by_keyboard_alone", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  await page.goto(address(desk));
  await page.getByRole("treeitem").first().waitFor();

  await page.getByLabel("任务主题").focus();
  await page.keyboard.type("珠江防汛 夜间巡堤 100% + 🌊");
  await page.keyboard.press("Tab");
  await page.keyboard.type("20");
  await page.getByRole("button", { name: "1 小时后" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "+4 小时" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("集合地点").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const place = await page.getByLabel("集合地点").inputValue();
  expect(place).not.toBe("");

  // One organisation, one office, one person.
  await page.getByRole("radio", { name: "实战" }).focus();
  await page.keyboard.press("ArrowLeft");
  const search = page.getByLabel("搜索组织、单位、人员");
  for (const [view, query] of [
    ["组织", "yiliao"],
    ["单位", "qingyun"],
    ["人员", "chen"],
  ] as const) {
    await page.getByRole("radio", { name: view }).focus();
    await page.keyboard.press("Space");
    await search.fill(query);
    await expect(page.getByText(`“${query}”匹配`)).toBeVisible();
    await expect(page.locator("mark").first()).toBeVisible();
    await search.press("ArrowDown");
    // The first row that matches and is not chosen yet: what it lies in comes before.
    await page
      .locator("[role=treeitem]:not([aria-checked=true]):has(mark)")
      .first()
      .focus();
    const before = await total(page).innerText();
    await page.keyboard.press("Space");
    await expect(total(page)).not.toHaveText(before);
  }
  await expect(total(page)).toContainText("组织 1 个");
  await expect(total(page)).toContainText("单位 1 个");
  await expect(total(page)).toContainText("个人");
  const people = await total(page)
    .getByText(/^将通知 \d+ 人$/)
    .innerText();

  await page.getByRole("button", { name: "核对并发布…" }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("【演练】珠江防汛 夜间巡堤 100% + 🌊");
  await expect(sheet).toContainText(place);
  await expect(sheet).toContainText("短信、打电话");
  await sheet.getByRole("button", { name: "按住两秒发出" }).focus();
  await page.keyboard.down("Enter");
  await expect(page.getByRole("timer")).toBeVisible();
  await page.keyboard.up("Enter");

  // The focus stands before the two buttons, the one that takes back first.
  await expect(page.getByRole("heading", { level: 2 })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "撤回" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("任务主题")).toHaveValue(
    "珠江防汛 夜间巡堤 100% + 🌊",
  );
  await expect(page.getByLabel("集合地点")).toHaveValue(place);
  await expect(total(page)).toContainText(people);

  await rehearse(page);
  await hold(page, "按住两秒发出");
  await page.getByRole("button", { name: "立即发出" }).click();
  await expect(page.getByText("已发出", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "看谁应答了" })).toBeVisible();
  await expectAccessible(page);

  await ask(bridge, "refresh", {
    target: {
      kind: "tasks",
      connection: desk.connection,
      list: "working",
      page: 1,
    },
  });
  const tasks = await ask<{
    value: { rows: { summary: { title: string } }[] };
  }>(bridge, "list_tasks", {
    connection: desk.connection,
    list: "working",
    page: 1,
    filter: "",
  });
  const titles = tasks.value.rows.map(({ summary }) => summary.title);
  expect(titles.filter((title) => title.includes("夜间巡堤"))).toEqual([
    "【演练】珠江防汛 夜间巡堤 100% + 🌊",
  ]);
});

test("what_was_typed_is_there_again_exactly", async ({ page, bridge }) => {
  desk = await signedIn(bridge);
  await page.goto(address(desk));
  const title = page.getByLabel("任务主题");
  const long = `100% + 🌊 ${"长".repeat(10_000)}`;
  await title.fill(long);
  await page.getByLabel("征集人数").fill("六十");
  await page.getByLabel("集合时间", { exact: true }).fill("今晚");
  await page.getByLabel("集合地点").fill("三号仓库");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("纬度")).toBeFocused();
  await page.getByLabel("纬度").fill("23.1067, 113.3245");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("经度")).toHaveValue("113.3245");
  await expect(
    page.getByText(/主题连同标记有 10.009 字，最多 60 字/),
  ).toBeVisible();
  await expect(page.getByText("征集人数要写成数字")).toBeVisible();

  // Leaves at once, within the pause before a save.
  await page.getByLabel("任务详情").fill("自带雨衣");
  await page.getByRole("link", { name: "发件箱" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("发件箱");
  await page.goBack();
  await expect(title).toHaveValue(long);
  await expect(page.getByLabel("征集人数")).toHaveValue("六十");
  await expect(page.getByLabel("集合时间", { exact: true })).toHaveValue(
    "今晚",
  );
  await expect(page.getByLabel("新地点名称")).toHaveValue("三号仓库");
  await expect(page.getByLabel("纬度")).toHaveValue("23.1067");
  await expect(page.getByLabel("任务详情")).toHaveValue("自带雨衣");
});

test("two_drafts_do_not_touch_each_other", async ({ page, bridge }) => {
  desk = await signedIn(bridge);
  await page.goto(address(desk));
  await page.getByLabel("任务主题").fill("第一份");
  await expect(page.getByText("草稿已保存")).toBeVisible();
  const first = page.url();
  await page.goto(address(desk));
  await expect(page).toHaveURL(/\?draft=/);
  expect(page.url()).not.toBe(first);
  await expect(page.getByLabel("任务主题")).toHaveValue("");
  await page.getByLabel("任务主题").fill("第二份");
  await expect(page.getByText("草稿已保存")).toBeVisible();
  await page.goto(first);
  await expect(page.getByLabel("任务主题")).toHaveValue("第一份");
});

test("an_empty_draft_that_is_left_takes_no_other_with_it", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  await page.goto(address(desk, `?draft=${draft}`));
  await page.getByRole("treeitem").first().waitFor();
  await page.evaluate((href) => {
    const link = document.createElement("a");
    link.href = href;
    document.querySelector("main")?.append(link);
    link.click();
  }, address(desk));
  await expect(page.getByLabel("任务主题")).toHaveValue("");
  await expect(page).not.toHaveURL(new RegExp(draft));
  await page.goBack();
  await expect(page.getByLabel("任务主题")).toHaveValue(/夜间巡堤/);
  // The empty one is deleted once the page has moved on, and it alone.
  await expect
    .poll(async () => {
      const drafts = await ask<{ id: string }[]>(bridge, "list_drafts", {
        connection: desk.connection,
      });
      return drafts.map(({ id }) => id);
    })
    .toEqual([draft]);
  await page.reload();
  await expect(page.getByLabel("任务主题")).toHaveValue(/夜间巡堤/);
});

test("a_draft_without_a_word_leaves_nothing_behind", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  await page.goto(address(desk));
  await page.getByRole("treeitem").first().waitFor();
  await page.getByRole("link", { name: "发件箱" }).click();
  await expect
    .poll(() => ask(bridge, "list_drafts", { connection: desk.connection }))
    .toEqual([]);
});

test("leaving_during_the_ten_seconds_does_not_cancel", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  await page.goto(address(desk, `?draft=${draft}`));
  let published = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/call/publish_task")) published += 1;
  });
  await rehearse(page);
  await hold(page, "按住两秒发出");
  await expect(page.getByText(/离开这一页不会取消/)).toBeVisible();
  await page.getByRole("link", { name: "发件箱" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("发件箱");
  await page.goBack();
  await expect(page.getByText("已发出", { exact: true })).toBeVisible({
    timeout: 20_000,
  });
  expect(published).toBe(1);
});

test("an_organisation_chooses_organisations_and_people_only", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge, "platoon");
  await page.goto(address(desk));
  await page.getByRole("treeitem").first().waitFor();
  await expect(page.getByRole("radio", { name: "人员" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "单位" })).toHaveCount(0);
});

test("a_roster_that_cannot_be_read_says_so_and_keeps_the_form", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  await desk.server.stop();
  await page.goto(address(desk));
  await expect(page.getByText("名单没有读到")).toBeVisible();
  await expect(page.getByRole("button", { name: "重试" })).toBeVisible();
  await page.getByLabel("任务主题").fill("离线也能写");
  await expect(page.getByText("草稿已保存")).toBeVisible();
  await expectAccessible(page);
});

test("a_draft_that_cannot_be_saved_says_so_and_keeps_the_text", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  await page.goto(address(desk));
  await page.getByRole("treeitem").first().waitFor();
  await answer(page, "save_draft", { code: "storage" }, 400);
  await page.getByLabel("任务主题").fill("磁盘满了");
  await expect(page.getByText(/草稿没有保存：磁盘已满/)).toBeVisible();
  await expect(page.getByLabel("任务主题")).toHaveValue("磁盘满了");
  await expectAccessible(page);
  await page.unroute("**/call/save_draft");
  await page.getByRole("button", { name: "重试" }).click();
  await expect(page.getByText("草稿已保存")).toBeVisible();
});

/** An entry of the outbox in a state that a server seldom brings about. */
const entry = (state: string, more: object = {}) => ({
  offset: 0,
  total: 1,
  rows: [
    {
      id: "e1",
      connection: "c1",
      connection_name: "海珠人武部",
      draft: null,
      kind: "publish_task",
      title: "【演练】夜间巡堤",
      people: 6,
      state,
      created_at: Date.now(),
      changed_at: Date.now(),
      send_at: Date.now(),
      attempts: 1,
      problem: null,
      search: null,
      task: null,
      ...more,
    },
  ],
});

for (const [what, rows, words] of [
  [
    "unknown",
    entry("unknown", { search: { searched_at: 1, readings: 1, found: [] } }),
    ["不确定有没有发出", "不会自动再发", "已读 1 遍"],
  ],
  [
    "rejected",
    entry("rejected", {
      problem: { code: "rejected", message: "<b>人数不足</b>" },
    }),
    ["服务器没有接受", "<b>人数不足</b>", "草稿和名单都在"],
  ],
  [
    "held",
    entry("queued", { problem: { code: "not_signed_in", connection: "c1" } }),
    ["登录已失效，没有发出", "再倒数十秒"],
  ],
  [
    "given up",
    entry("taken_back", { problem: { code: "unreachable" } }),
    ["没有发出，已回到草稿", "连不上服务器"],
  ],
] as const) {
  test(`a call-out that is ${what} says what to do`, async ({
    page,
    bridge,
  }) => {
    desk = await signedIn(bridge);
    await answer(page, "list_outbox", rows);
    await page.goto(address(desk, "?draft=d1&entry=e1"));
    for (const sentence of words)
      await expect(page.locator("main")).toContainText(sentence);
    await expectAccessible(page);
  });
}

test("it_fits_a_small_window", async ({ page, bridge }) => {
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.goto(address(desk, `?draft=${draft}`));
  await page.getByRole("treeitem").first().waitFor();
  await expect(
    page.getByRole("button", { name: "核对并发布…" }),
  ).toBeInViewport({ ratio: 1 });
  await expect(page.getByText("将通知").first()).toBeInViewport();
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth,
  );
  expect(wide).toBe(false);
  await expectAccessible(page);
});
