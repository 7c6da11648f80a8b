import {
  choose,
  expect,
  expectAccessible,
  expectInside,
  LOOKS,
  test,
} from "./app";
import {
  address,
  ask,
  type Desk,
  hold,
  rehearse,
  signedIn,
  total,
  written,
} from "./publish-desk";

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
  const called = total(page).getByText(/^将通知 \d+ 人$/);
  for (const [view, query] of [
    ["组织", "yiliao"],
    ["单位", "qingyun"],
    ["人员", "chen"],
  ] as const) {
    await page.getByRole("radio", { name: view }).focus();
    await page.keyboard.press("Space");
    await search.fill(query);
    await expect(
      page.getByRole("status").filter({ hasText: `“${query}”匹配` }),
    ).toBeVisible();
    await expect(page.locator("mark").first()).toBeVisible();
    await search.press("ArrowDown");
    // The first row that matches and is not chosen yet: what it lies in comes before.
    await page
      .locator("[role=treeitem]:not([aria-checked=true]):has(mark)")
      .first()
      .focus();
    // The total tells how old it is as well, and so is another each second.
    const before = await called.innerText();
    await page.keyboard.press("Space");
    await expect(called).not.toHaveText(before);
  }
  await expect(total(page)).toContainText("组织 1 个");
  await expect(total(page)).toContainText("单位 1 个");
  await expect(total(page)).toContainText("个人");
  const people = await called.innerText();

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
  await expectInside(page, "the form", "main");
  await expectAccessible(page);
});
