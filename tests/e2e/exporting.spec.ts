import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { choose, expect, expectAccessible, LOOKS, test } from "./app";
import { startServer, temporaryFolder, type Program } from "./programs";
import { call, readTask } from "./tasks-core";

/** A task of the sample that people have answered. */
const TITLE = "江堤抢险集结";

let server: Program;
/** Where this test's files go. */
let files: string;

test.beforeEach(async () => {
  server = await startServer(["--speed", "0"]);
});
test.afterEach(async () => {
  await server.stop();
});
test.use({
  // A bridge learns from its environment where files go; it starts before the
  // hooks of a test do.
  bridgeOptions: async ({}, use) => {
    const folder = await temporaryFolder();
    files = join(folder.path, "files");
    await mkdir(files);
    process.env["MUSTER_EXPORTS"] = files;
    await use([]);
    // What comes after in this process has a folder of its own.
    delete process.env["MUSTER_EXPORTS"];
    await folder.remove();
  },
});

/** Signs in and reads everything of the task; answers where it is. */
const read = (bridge: Program): ReturnType<typeof readTask> =>
  readTask(bridge, server, TITLE);

async function chooseInMenu(page: Page, name: string): Promise<void> {
  await page.keyboard.press("e");
  await page.getByRole("menuitem", { name }).click();
}

test("what_is_on_screen_leaves_as_a_file_that_is_named_and_noted", async ({
  page,
  bridge,
}) => {
  const { path } = await read(bridge);
  await page.goto(`${path}/responses`);
  const accepted = page.getByRole("radio", { name: /接受/ });
  await accepted.click();
  const label = page.locator("label").filter({ has: accepted });
  const rows = Number(/\d+/.exec(await label.innerText())?.[0]);
  expect(rows).toBeGreaterThan(3);
  const grid = page.getByRole("grid", { name: "响应名单" });
  await expect(grid).toHaveAttribute("aria-rowcount", String(rows + 1));

  // By keyboard alone.
  await page.keyboard.press("e");
  await expect(
    page.getByRole("menuitem", { name: "导出 XLSX…" }),
  ).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "导出 CSV…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/已导出“.*响应名单.*\.csv”/)).toBeVisible();
  await expect(
    page.getByRole("button", { name: "打开所在文件夹" }),
  ).toBeVisible();
  const [name = ""] = await readdir(files);
  expect(name).toContain(TITLE);
  const text = await readFile(join(files, name), "utf8");
  expect(text.startsWith("\ufeff姓名,单位,手机,状态,")).toBe(true);
  const lines = text.trimEnd().split("\r\n").slice(1);
  expect(lines).toHaveLength(rows);
  for (const line of lines) expect(line).toContain(",接受,");

  await chooseInMenu(page, "导出 XLSX…");
  await expect(page.getByText(/已导出“.*\.xlsx”/)).toBeVisible();
  const book = (await readdir(files)).find((file) => file.endsWith(".xlsx"));
  expect(
    (await readFile(join(files, book ?? ""))).subarray(0, 2).toString(),
  ).toBe("PK");
  await page.goto("/activity");
  await expect(
    page.getByRole("listitem").filter({ hasText: `响应名单 · ${rows} 行` }),
  ).toHaveCount(2);
});

test("a_folder_that_is_gone_leaves_nothing_and_says_so", async ({
  page,
  bridge,
}) => {
  const { path } = await read(bridge);
  await rm(files, { recursive: true });
  await page.goto(`${path}/check-ins`);
  await page.getByRole("grid", { name: "集合名单" }).waitFor();
  await chooseInMenu(page, "导出 CSV…");
  await expect(page.getByText("文件没有写成")).toBeVisible();
  await expect(page.getByText(/没有写下任何内容/)).toBeVisible();
});

test("selected_rows_are_copied_as_a_spreadsheet_pastes_them", async ({
  page,
  bridge,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { path } = await read(bridge);
  await page.goto(`${path}/responses`);
  const grid = page.getByRole("grid", { name: "响应名单" });
  const row = (at: number) => grid.getByRole("row").nth(at);
  await row(1).click({ position: { x: 20, y: 10 } });
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("已选 3 行")).toBeVisible();
  await expectAccessible(page);
  const names = await Promise.all(
    [1, 2, 3].map((at) => row(at).getByRole("rowheader").innerText()),
  );
  await page.keyboard.press("Control+c");
  await expect(page.getByText("已复制 3 行")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const lines = copied.trimEnd().split("\n");
  expect(lines.map((line) => line.split("\t")[0])).toEqual(names);
  expect(lines[0]?.split("\t").length).toBeGreaterThan(4);
});

test("the_columns_that_were_chosen_are_shown_kept_and_taken_out", async ({
  page,
  bridge,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { path } = await read(bridge);
  await page.goto(`${path}/check-ins`);
  const grid = page.getByRole("grid", { name: "集合名单" });
  const heads = (): Promise<string[]> =>
    grid.getByRole("columnheader").allInnerTexts();
  await grid.getByRole("row").nth(1).waitFor();
  expect((await heads()).slice(0, 5)).toEqual([
    "姓名",
    "单位",
    "手机",
    "状态",
    "首次看到",
  ]);

  // By keyboard alone: the office and the time go.
  await page.getByRole("button", { name: "列", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("menuitemcheckbox", { name: "单位" }),
  ).toBeFocused();
  await page.keyboard.press("Space");
  await expect(grid.getByRole("columnheader", { name: "单位" })).toHaveCount(0);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(
    grid.getByRole("columnheader", { name: "首次看到" }),
  ).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(
    page.getByRole("button", { name: "列", exact: true }),
  ).toBeFocused();

  // They are there again, and of this table alone.
  await expect
    .poll(() => call(bridge, "get_settings", {}))
    .toMatchObject({ columns: { check_ins: ["name", "phone", "status"] } });
  await page.reload();
  await grid.getByRole("row").nth(1).waitFor();
  expect((await heads()).slice(0, 3)).toEqual(["姓名", "手机", "状态"]);
  await expectAccessible(page);

  await chooseInMenu(page, "复制全部");
  await expect(page.getByText(/已复制 \d+ 行/)).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const line of copied.trimEnd().split("\n"))
    expect(line.split("\t")).toHaveLength(3);
  await chooseInMenu(page, "导出 CSV…");
  await expect(page.getByText(/已导出“.*\.csv”/)).toBeVisible();
  const [name = ""] = await readdir(files);
  const text = await readFile(join(files, name), "utf8");
  expect(text.startsWith("\ufeff姓名,手机,状态\r\n")).toBe(true);
  await chooseInMenu(page, "打印名单…");
  await expect(
    page.getByRole("main").getByRole("columnheader", { name: "状态" }),
  ).toBeVisible();
  await expect(
    page.getByRole("main").getByRole("columnheader", { name: "单位" }),
  ).toHaveCount(0);

  await page.goto(`${path}/responses`);
  await page.getByRole("radio", { name: /全部 \d/ }).click();
  await expect(
    page
      .getByRole("grid", { name: "响应名单" })
      .getByRole("columnheader", { name: "单位" }),
  ).toBeVisible();
});

test("what_a_task_came_to_is_a_workbook_and_a_page", async ({
  page,
  bridge,
}) => {
  const { path } = await read(bridge);
  await page.goto(path);
  await page.getByRole("button", { name: "导出", exact: true }).waitFor();
  await chooseInMenu(page, "导出总结 XLSX…");
  await expect(page.getByText(/已导出“.*总结.*\.xlsx”/)).toBeVisible();
  expect(await readdir(files)).toHaveLength(1);
  await chooseInMenu(page, "打印总结…");
  const paper = page.getByRole("main");
  await expect(paper.getByRole("heading", { name: "单位情况" })).toBeVisible();
  await expect(paper.getByText(/征集 \d+ 人，接受 \d+ 人/)).toBeVisible();
  await expectAccessible(page);
});

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  test(`pages for paper, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    await choose(bridge, look);
    const { path } = await read(bridge);
    const pages = [
      ["", zh ? "任务单" : "Task sheet"],
      ["/check-ins", zh ? "签到名册" : "Sign-in roster"],
      ["/people", zh ? "参与人员" : "People called"],
    ] as const;
    for (const [tab, kind] of pages) {
      await page.goto(path + tab);
      await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
      await page
        .getByRole("button", { name: zh ? "导出" : "Export", exact: true })
        .waitFor();
      await page.keyboard.press("p");
      const paper = page.getByRole("main");
      await expect(paper.getByText(kind, { exact: true })).toBeVisible();
      await expect(
        page.getByRole("button", { name: zh ? "打印（P）" : "Print (P)" }),
      ).toBeFocused();
      await expectAccessible(page);

      await page.emulateMedia({ media: "print" });
      await expect(
        page.getByRole("button", { name: zh ? "打印（P）" : "Print (P)" }),
      ).toBeHidden();
      const colours = await paper.evaluate((main) => {
        const style = getComputedStyle(main.firstElementChild ?? main);
        return [style.backgroundColor, style.color];
      });
      expect(colours).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.subarray(0, 4).toString()).toBe("%PDF");
      await page.emulateMedia({ media: "screen" });
      await page.keyboard.press("Escape");
      await expect(page).toHaveURL(new RegExp(`${path}${tab}$`));
    }
  });
}

test("every_table_of_a_task_is_sorted_chosen_copied_and_taken_out", async ({
  page,
  bridge,
}) => {
  const { path } = await read(bridge);
  for (const [tab, table, column] of [
    ["/responses", "响应名单", "单位"],
    ["/check-ins", "集合名单", "单位"],
    ["/people", "参与人员", "所在单位或组织"],
    ["/map", "图上人员", "距离"],
  ] as const) {
    await page.goto(path + tab);
    const grid = page.getByRole("grid", { name: table });
    await grid.getByRole("row").nth(1).waitFor();
    const head = grid.getByRole("columnheader", { name: column });
    await head.getByRole("button").click();
    await expect(head).toHaveAttribute("aria-sort", /ascending|descending/);
    await grid.getByRole("row").nth(1).focus();
    await page.keyboard.press("Shift+ArrowDown");
    await expect(page.getByText("已选 2 行")).toBeVisible();
    await page.getByRole("button", { name: "列", exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: column }).click();
    await expect(head).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    for (const act of ["导出 XLSX…", "导出 CSV…", "复制全部", "打印名单…"])
      await expect(
        page.getByRole("menuitem", {
          name: act === "打印名单…" ? /^打印(名单)?…$/ : act,
        }),
      ).toBeVisible();
    await page.keyboard.press("Escape");
  }
});

test("what_helps_to_find_a_fault_is_a_text_without_what_the_seat_knows", async ({
  page,
  bridge,
}) => {
  await read(bridge);
  await page.goto("/settings");
  await page.getByRole("button", { name: "保存诊断信息…" }).click();
  await expect(page.getByText(/已导出“Muster diagnostics/)).toBeVisible();
  const [name = ""] = await readdir(files);
  const text = await readFile(join(files, name), "utf8");
  expect(text).toContain("connection 1: militia documented signed_in");
  expect(text).not.toContain(TITLE);
  expect(text).not.toContain(new URL(server.url).host);

  await page.getByRole("button", { name: "查看日志" }).click();
  await expect(page.getByText("这次启动没有写日志。")).toBeVisible();
});

test("a_printed_page_asks_the_browser_to_print", async ({ page, bridge }) => {
  const { path } = await read(bridge);
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset["printed"] = "yes";
    };
  });
  await page.goto(`${path}/responses`);
  await page.getByRole("grid", { name: "响应名单" }).waitFor();
  await page.keyboard.press("p");
  await page.getByRole("button", { name: "打印（P）" }).waitFor();
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-printed", "yes");
});
