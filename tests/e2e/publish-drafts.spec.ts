import { answer, expect, expectAccessible, test } from "./app";
import { address, ask, type Desk, signedIn, written } from "./publish-desk";

let desk: Desk;
test.afterEach(async () => {
  await desk.server.stop();
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

test("coming_back_waits_for_what_is_still_being_kept", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  await page.goto(address(desk));
  await page.getByLabel("任务主题").fill("夜间巡堤");
  await expect(page.getByText("草稿已保存")).toBeVisible();

  let keep = (): void => {};
  const kept = new Promise<void>((resolve) => (keep = resolve));
  await page.route("**/call/save_draft", async (route) => {
    await kept;
    await route.continue();
  });
  const keeping = page.waitForRequest("**/call/save_draft");
  await page.getByLabel("任务详情").fill("自带雨衣");
  await page.getByRole("link", { name: "发件箱" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("发件箱");
  await keeping;
  const read = page.waitForRequest("**/call/get_draft", { timeout: 1_000 });
  await page.goBack();
  // Whoever reads the draft now reads the older one.
  await read.catch(() => null);
  keep();
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

test("a_roster_that_cannot_be_read_says_so_and_keeps_the_form", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  await desk.server.stop();
  await page.goto(address(desk));
  await expect(page.getByText("名单没有读到")).toBeVisible();
  const retry = page.getByRole("button", { name: "重试" });
  await expect(retry.last()).toBeVisible();
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
