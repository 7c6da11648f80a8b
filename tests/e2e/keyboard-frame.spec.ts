import { join } from "node:path";

import type { Locator, Page } from "@playwright/test";

import { answer, expect, test as base } from "./app";
import { outOfReach, pick, reach, takeFrom, use, write } from "./keys";
import { answerMap, crowd } from "./map-data";
import { entry } from "./outbox-data";
import { ROOT, startBridge, startServer, temporaryFolder } from "./programs";
import { readTask } from "./tasks-core";
import { answerBoards, answerTasks, NOW } from "./tasks-data";

/** Connections, settings and the outbox without a pointer; and that no screen needs one. */

const test = base.extend({
  bridge: async ({}, use) => {
    const folder = await temporaryFolder();
    const bridge = await startBridge(folder.path, [], {
      MUSTER_MAP: join(ROOT, "tests/fixtures/maps/harbour.mbtiles"),
    });
    await use(bridge);
    await bridge.stop();
    await folder.remove();
  },
});

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = (page: Page): Locator => page.getByRole("dialog");

test("a_connection_is_made_changed_and_removed_by_keyboard", async ({
  page,
}) => {
  test.slow();
  const server = await startServer(["--speed", "0"]);
  try {
    await page.goto("/");
    await use(page, button(page, /^连接服务器/));
    await write(page, page.getByLabel("服务器地址"), server.url);
    await use(page, dialog(page).getByRole("button", { name: "测试连接" }));
    await expect(dialog(page)).toContainText("连得上");
    await use(page, button(page, "保存并登录"));
    await write(page, page.getByLabel("用户名"), "commander");
    await write(
      page,
      page.getByLabel("密码", { exact: true }),
      "muster-commander",
    );
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /江堤抢险集结/ }).waitFor();

    await use(page, page.getByRole("link", { name: "连接", exact: true }));
    const more = button(page, /更多操作/);
    await takeFrom(page, more, "测试连接");
    await expect(dialog(page)).toContainText("连得上");
    await page.keyboard.press("Escape");
    await takeFrom(page, more, "修改");
    await write(page, page.getByLabel("名称"), "海珠");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("article")).toContainText("海珠");
    await takeFrom(page, more, "退出登录");
    await use(page, dialog(page).getByRole("checkbox"), "Space");
    await use(page, dialog(page).getByRole("button", { name: "退出登录" }));
    await expect(page.getByRole("article")).toContainText("未登录");
    await takeFrom(page, more, "移除");
    await use(page, button(page, "移除并清除数据"));
    await expect(
      page.getByRole("heading", { name: "还没有连接" }),
    ).toBeVisible();
  } finally {
    await server.stop();
  }
});

test("settings_are_changed_by_keyboard", async ({ page }) => {
  test.slow();
  await page.goto("/settings");
  await pick(page, "主题", "深色");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await pick(page, "行距", "紧凑");
  await use(page, button(page, "放大文字"));
  await expect(page.getByText("110 %")).toBeVisible();
  await use(page, button(page, "缩小文字"));
  const privacy = page.getByRole("checkbox", { name: "隐私模式" });
  await use(page, privacy, "Space");
  await expect(privacy).toBeChecked();

  await use(page, button(page, "设置解锁口令"));
  await write(page, page.getByLabel("解锁口令", { exact: true }), "gate 0310");
  await write(page, page.getByLabel("再输一次"), "gate 0310");
  await page.keyboard.press("Enter");
  await pick(page, "无操作后锁定", "15 分钟");
  await use(page, button(page, "立即锁定"));
  await expect(page.getByLabel("解锁口令")).toBeFocused();
  await page.keyboard.type("gate 0310");
  await page.keyboard.press("Enter");
  await use(page, button(page, "更换口令"));
  await page.keyboard.press("Escape");
  await use(page, button(page, "去掉口令"));
  await write(page, dialog(page).getByLabel("现在的口令"), "gate 0310");
  await page.keyboard.press("Enter");
  await expect(button(page, "设置解锁口令")).toBeVisible();

  const maps = page.locator("#maps");
  await use(page, button(page, "添加地图文件…"));
  const file = maps.getByRole("listitem").filter({ hasText: "harbour" });
  await expect(file).toContainText("使用中");
  await use(page, file.getByRole("button", { name: "测试" }));
  await expect(file.getByRole("status")).toHaveText(/^可用/);
  await use(page, button(page, "添加瓦片服务器…"));
  await write(
    page,
    dialog(page).getByLabel("地址"),
    "http://127.0.0.1:9/{z}/{x}/{y}.png",
  );
  await pick(page, "坐标系", "GCJ-02");
  await use(
    page,
    dialog(page).getByRole("button", { name: "添加", exact: true }),
  );
  await expect(dialog(page)).toBeHidden();
  await use(page, file.getByRole("button", { name: "使用" }));
  await expect(file).toContainText("使用中");
  await use(page, button(page, "用内置轮廓"));
  await expect(file).not.toContainText("使用中");
  await use(page, file.getByRole("button", { name: "移除" }));
  await use(page, dialog(page).getByRole("button", { name: "移除" }));
  await expect(file).toHaveCount(0);
});

test("language_notifications_and_diagnostics_are_worked_by_keyboard", async ({
  page,
}) => {
  await page.goto("/settings");
  // The group itself is called otherwise at once.
  await use(page, page.getByRole("radio", { name: "中文" }), "ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await use(page, page.getByRole("radio", { name: "English" }), "ArrowLeft");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");

  const box = (name: string): Locator => page.getByRole("checkbox", { name });
  const kinds = [
    "新的应答",
    "人数已够",
    "人数不足、任务快要结束",
    "没有送达的发布和结束、登录失效",
  ];
  for (const kind of kinds) {
    const was = await box(kind).isChecked();
    await use(page, box(kind), "Space");
    await expect(box(kind)).toBeChecked({ checked: !was });
  }
  const quiet = box("免打扰时段");
  if (!(await quiet.isChecked())) await use(page, quiet, "Space");
  for (const name of ["从", "到"]) {
    const hour = page.getByLabel(name, { exact: true });
    const before = await hour.innerText();
    await use(page, hour);
    await expect(page.getByRole("listbox")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("listbox")).toBeHidden();
    await expect(hour).not.toHaveText(before);
  }
  const urgent = box("紧急的照常弹出");
  const through = await urgent.isChecked();
  await use(page, urgent, "Space");
  await expect(urgent).toBeChecked({ checked: !through });

  for (const [name, command] of [
    ["弹出一条看看", "try_popup"],
    ["保存诊断信息…", "save_diagnostics"],
    ["查看日志", "reveal_logs"],
  ] as const) {
    const asked = page.waitForRequest(`**/call/${command}`);
    await use(page, button(page, name));
    await asked;
  }
});

test("what_is_in_the_outbox_is_settled_by_keyboard", async ({ page }) => {
  // To be taken back or sent at once, and to be found again.
  const searched = { searched_at: NOW, readings: 2 };
  const found = [{ id: "t0", title: "珠江防汛", launched_at: NOW }];
  const rows = [
    entry(1, "queued", { send_at: NOW + 8_000 }),
    entry(2, "unknown", {
      problem: { code: "timed_out", sent: true },
      search: { ...searched, found },
    }),
  ];
  await page.clock.setFixedTime(NOW);
  await answer(page, "list_outbox", { offset: 0, total: 2, rows });
  const asked: string[] = [];
  for (const name of ["take_back", "send_now", "search_again", "settle"])
    await page.route(`**/call/${name}`, async (route) => {
      asked.push(name);
      await route.fulfill({ json: name === "take_back" ? null : rows[0] });
    });
  await page.goto("/outbox");
  for (const name of ["撤回", "立即发出", "再核对一次", "就是它", "没有到达"]) {
    await use(page, button(page, name));
    if (name === "没有到达")
      await use(page, button(page, "没有到达，放弃这次发送"));
    await page.waitForLoadState("networkidle");
  }
  await expect
    .poll(() => asked)
    .toEqual(["take_back", "send_now", "search_again", "settle", "settle"]);
});

test("no_form_paper_or_wall_needs_a_pointer", async ({ page, bridge }) => {
  test.slow();
  const server = await startServer(["--speed", "0"]);
  try {
    const { connection, task } = await readTask(bridge, server, "江堤抢险集结");
    const of = `${connection}/${task}`;
    const listing = { listing: { kind: "activity" }, columns: [] };
    for (const [path, sign] of [
      [`/c/${connection}/tasks/new`, /发布/],
      [`/wall/${of}`, /江堤抢险集结/],
      [`/print/roster/${of}`, /江堤抢险集结/],
      [`/print/facts/${of}`, /江堤抢险集结/],
      [`/print/packet/${of}`, /江堤抢险集结/],
      [`/print/listing?of=${encodeURIComponent(JSON.stringify(listing))}`, /./],
    ] as const) {
      await page.goto(path);
      await page
        .getByRole("heading", { name: sign, level: 1 })
        .first()
        .waitFor();
      await page.waitForLoadState("networkidle");
      expect(await outOfReach(page), path).toEqual([]);
    }
  } finally {
    await server.stop();
  }
});

test("no_screen_needs_a_pointer", async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.clock.setFixedTime(NOW);
  await answerTasks(page);
  await answerBoards(page);
  await answerMap(page, crowd(20));
  const task = "/c/c1/tasks/working/7";
  const tabs = ["", "/map", "/responses", "/check-ins", "/people"];
  const paths = [
    "/welcome",
    "/connections",
    "/outbox",
    "/activity",
    "/inbox",
    "/settings",
    ...tabs.map((tab) => task + tab),
  ];
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await outOfReach(page), path).toEqual([]);
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("option").first().waitFor();
  expect(await outOfReach(page), "palette").toEqual([]);
  await page.keyboard.press("Escape");

  // The control: what takes a pointer alone is found, and Tab does not lead there.
  await page.evaluate(() => {
    const only = document.createElement("div");
    only.textContent = "按我";
    only.style.cursor = "pointer";
    document.body.append(only);
    const skipped = document.createElement("button");
    skipped.textContent = "跳过";
    skipped.tabIndex = -1;
    document.body.append(skipped);
  });
  expect(await outOfReach(page)).toHaveLength(2);
  await expect(reach(page, button(page, "跳过"))).rejects.toThrow(/Tab/);
});
