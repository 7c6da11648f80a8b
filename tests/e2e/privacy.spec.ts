import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { expect, expectAccessible, test } from "./app";
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
  permissions: ["clipboard-read", "clipboard-write"],
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

/** Numbers of the sample, as a file and as a page writes them. */
const PHONE = /100[\s]?0000[\s]?0\d{3}/;

const copied = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText());
const paper = (page: Page): Promise<string> =>
  page.getByRole("main").innerText();

/** Opens the menu of what can be taken out; with everything, where asked to. */
async function take(page: Page, name: string, all: boolean): Promise<void> {
  await page.keyboard.press("e");
  const option = page.getByRole("menuitemcheckbox", {
    name: /包含手机号和位置/,
  });
  await expect(option).not.toBeChecked();
  if (all) {
    await option.click();
    await expect(option).toBeChecked();
  }
  await page.getByRole("menuitem", { name }).click();
}

test("in_privacy_mode_nothing_personal_leaves_unless_it_is_chosen_each_time", async ({
  page,
  bridge,
}) => {
  test.slow();
  const { path } = await readTask(bridge, server, TITLE);
  await call(bridge, "change_settings", { privacy: true });
  await page.goto(`${path}/check-ins`);
  const grid = page.getByRole("grid", { name: "集合名单" });
  await grid.getByRole("row").nth(1).waitFor();

  // Selected rows, and the offer to copy them whole.
  await grid.getByRole("row").nth(1).focus();
  await page.keyboard.press("Control+c");
  await expect(page.getByText("手机号和位置已遮住")).toBeVisible();
  expect(await copied(page)).toContain("•••");
  expect(await copied(page)).not.toMatch(PHONE);
  await page.getByRole("button", { name: "连同手机号和位置再复制" }).click();
  await expect.poll(() => copied(page)).toMatch(PHONE);

  for (const all of [false, true, false]) {
    await take(page, "复制全部", all);
    await expect.poll(async () => PHONE.test(await copied(page))).toBe(all);
    await take(page, "导出 CSV…", all);
    // Not the part that becomes it.
    const written = async (): Promise<string> =>
      (await readdir(files)).find((file) => file.endsWith(".csv")) ?? "";
    await expect.poll(written).not.toBe("");
    const name = await written();
    const text = await readFile(join(files, name), "utf8");
    expect(PHONE.test(text)).toBe(all);
    await rm(join(files, name));
  }

  for (const name of ["打印名单…", "打印签到名册…"]) {
    for (const all of [false, true]) {
      await take(page, name, all);
      await page.getByRole("button", { name: "打印（P）" }).waitFor();
      if (all) await expect.poll(() => paper(page)).toMatch(PHONE);
      else {
        expect(await paper(page)).toContain("•••");
        expect(await paper(page)).not.toMatch(PHONE);
        await page.getByRole("button", { name: "打印手机号和位置" }).click();
        await expect.poll(() => paper(page)).toMatch(PHONE);
      }
      await page.keyboard.press("Escape");
      await grid.getByRole("row").nth(1).waitFor();
    }
  }

  // The key prints without them, and so does a page that is opened again.
  await page.keyboard.press("p");
  await page.getByRole("button", { name: "打印（P）" }).waitFor();
  expect(await paper(page)).not.toMatch(PHONE);
  await page.getByRole("button", { name: "打印手机号和位置" }).click();
  await page.reload();
  await page.getByRole("button", { name: "打印（P）" }).waitFor();
  await expect.poll(() => paper(page)).toContain("•••");
  expect(await paper(page)).not.toMatch(PHONE);
  await expectAccessible(page);
});

test("in_privacy_mode_a_printed_map_has_people_only_if_that_is_chosen", async ({
  page,
  bridge,
}) => {
  await page.addInitScript(() => {
    window.print = () => {
      const sheet = document.querySelector(".map-on-paper");
      document.body.dataset["printed"] = sheet?.querySelector(".legend")
        ? "people"
        : "none";
    };
  });
  const { path } = await readTask(bridge, server, TITLE);
  await call(bridge, "change_settings", { privacy: true });
  await page.goto(`${path}/map`);
  // Seen on screen is not yet said of paper.
  await page.getByRole("button", { name: "显示位置" }).click();
  await page.getByRole("grid", { name: "图上人员" }).waitFor();
  const printed = (): Promise<string | null> =>
    page.locator("body").getAttribute("data-printed");
  await page.keyboard.press("p");
  await expect.poll(printed).toBe("none");
  await page.getByRole("button", { name: "打印" }).click();
  await page.getByRole("menuitem", { name: "打印，含人员位置" }).click();
  await expect.poll(printed).toBe("people");
  await page.getByRole("button", { name: "打印" }).click();
  await page.getByRole("menuitem", { name: "打印，不含人员" }).click();
  await expect.poll(printed).toBe("none");
});
