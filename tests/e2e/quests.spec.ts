import {
  answer,
  choose,
  expect,
  expectAccessible,
  expectInside,
  LOOKS,
} from "./app";
import { ask } from "./publish-desk";
import {
  boardAddress,
  fetched,
  openBoard,
  openQuest,
  questDesk,
  questOf,
  test,
} from "./quests-desk";

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  const word = (chinese: string, english: string): string =>
    zh ? chinese : english;

  test(`the board and a quest, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    const desk = await questDesk(bridge);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, look);
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 700 },
    ]) {
      await page.setViewportSize(size);
      await openBoard(page, desk);
      await expectAccessible(page);
      await expectInside(page, "cards");
      const planting = await questOf(bridge, desk, "种植三种作物");
      await fetched(bridge, desk.connection, {
        kind: "quest",
        quest: planting,
      });
      await fetched(bridge, desk.connection, {
        kind: "progress",
        quest: planting,
      });
      await openBoard(page, desk, `/${planting}`);
      await page.getByText("种植萝卜").waitFor();
      await expectAccessible(page);
      await expectInside(page, "detail", "article .panel");
    }
    await page.getByRole("radio", { name: word("表格", "Table") }).click();
    await page.getByRole("grid", { name: word("任务", "Quests") }).waitFor();
    await expectAccessible(page);
    const boxes = page.getByRole("checkbox");
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page
      .getByRole("button", { name: word("批量接取", "Accept all") })
      .click();
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page);
  });

  test(`what an admin sees, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    const desk = await questDesk(bridge, "admin");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, look);
    await openBoard(page, desk);
    await expectAccessible(page);
    await page.getByRole("button", { name: word("重置…", "Reset…") }).click();
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page
      .getByRole("button", { name: word("新建任务", "New quest") })
      .click();
    await page
      .getByRole("button", { name: word("添加奖励", "Add a reward") })
      .click();
    await page
      .getByRole("button", { name: word("新建任务", "Create the quest") })
      .click();
    await page.getByRole("alert").first().waitFor();
    await expectAccessible(page);
    await expectInside(page, "form", ".page .column");
    await page.goto(boardAddress(desk, "/audit"));
    await page
      .getByRole("grid", { name: word("审计记录", "Audit log") })
      .waitFor();
    await expectAccessible(page);
  });
}

test("the_board_is_filtered_and_shown_as_one_likes_and_the_choice_is_kept", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  const cards = page.getByRole("list", { name: "任务板" });
  await page.keyboard.press("f");
  await page.keyboard.type("mrdl");
  await expect(cards.getByRole("link")).toHaveCount(1);
  await page.getByRole("textbox", { name: "筛选任务" }).fill("");
  await expect(cards.getByRole("link")).not.toHaveCount(1);
  await page.getByLabel("状态").click();
  await page.getByRole("option", { name: /进行中/ }).click();
  await expect(page).toHaveURL(/status=in_progress/);
  await expect(cards.getByText("浇灌菜园")).toBeVisible();
  await expect(cards.getByText("每日登录")).toHaveCount(0);
  await page.getByRole("radio", { name: "表格" }).click();
  await expect(page.getByRole("grid", { name: "任务" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("grid", { name: "任务" })).toBeVisible();
  await expect(page).toHaveURL(/status=in_progress/);
});

test("the_columns_of_the_table_are_chosen_kept_and_taken_out", async ({
  page,
  bridge,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  const columns = page.getByRole("button", { name: "列", exact: true });
  await expect(columns).toHaveCount(0);
  await page.getByRole("radio", { name: "表格" }).click();
  const grid = page.getByRole("grid", { name: "任务" });
  await grid.getByRole("row").nth(1).waitFor();
  await columns.click();
  for (const name of ["类型", "分类", "进度", "可接取", "截止"])
    await page.getByRole("menuitemcheckbox", { name, exact: true }).click();
  await expect(page.getByRole("menuitemcheckbox")).toHaveCount(9);
  await page.keyboard.press("Escape");
  const heads = ["选择", "任务", "状态", "奖励"];
  await expect(grid.getByRole("columnheader")).toHaveText(heads);
  await page.reload();
  await grid.getByRole("row").nth(1).waitFor();
  await expect(grid.getByRole("columnheader")).toHaveText(heads);

  // What is taken out is what is shown.
  await page.keyboard.press("e");
  await page.getByRole("menuitem", { name: "复制全部" }).click();
  await expect(page.getByText(/已复制 \d+ 行/)).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\n")[0]?.split("\t")).toHaveLength(3);
  expect(copied).toContain("每日登录");
});

test("a_quest_is_accepted_and_given_up_by_keyboard_alone", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  await page.keyboard.press("f");
  await page.keyboard.type("集市采购");
  const cards = page.getByRole("list", { name: "任务板" });
  await expect(cards.getByRole("link")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const accept = page.getByRole("button", { name: "接取", exact: true });
  await accept.focus();
  await page.keyboard.press("Enter");
  await page.getByText("还差 2；进度够了才能完成。").waitFor();
  const abandon = page.getByRole("button", { name: "放弃", exact: true });
  await abandon.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("回到未接取").waitFor();
  await page.getByRole("button", { name: "放弃任务" }).focus();
  await page.keyboard.press("Enter");
  await expect(accept).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/quests(\?|$)/);
});

test("a_batch_says_what_became_of_each_and_what_it_brought", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  await openBoard(page, desk);
  await page.getByRole("checkbox", { name: "选择 每日登录" }).check();
  await page.getByRole("button", { name: "全选这一页" }).click();
  await expect(page.getByText(/已选 \d\d 项/)).toBeVisible();
  await expect(page.getByRole("button", { name: "全选这一页" })).toHaveCount(0);
  await page.getByRole("button", { name: "取消选择" }).click();
  for (const name of ["每日登录", "第一次收获", "浇灌菜园"])
    await page.getByRole("checkbox", { name: `选择 ${name}` }).check();
  await page.getByRole("button", { name: "批量领取" }).click();
  // The question is still leaving when the results are there.
  const question = page.getByRole("dialog", { name: "选中的 3 项任务" });
  const results = page.getByRole("dialog", { name: "的结果" });
  await expect(question).toContainText("其中 1 项看起来不会成功");
  await question.getByRole("button", { name: "领取这些" }).click();
  await expect(results).toContainText("2 项成功 · 1 项没有成功");
  await expect(results.getByRole("listitem")).not.toHaveCount(0);
  await expect(results).toContainText("任务还没有完成，不能领取奖励");
  await expect(results).toContainText("合计领取");
  await results.getByRole("button", { name: "关闭" }).last().click();
  await expect(page.getByText("已选")).toHaveCount(0);

  for (const name of ["集市采购", "每周垂钓", "传奇工匠"])
    await page.getByRole("checkbox", { name: `选择 ${name}` }).check();
  await page.getByRole("button", { name: "批量接取" }).click();
  await question.getByRole("button", { name: "接取这些" }).click();
  await expect(results).toContainText("2 项成功 · 1 项没有成功");
  await results.getByRole("button", { name: "关闭" }).last().click();
  await page.getByRole("link", { name: "集市采购" }).click();
  await expect(page.getByRole("button", { name: "放弃" })).toBeVisible();
});

test("an_admin_changes_a_quest_and_the_board_shows_it", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge, "admin");
  await openQuest(page, bridge, desk, "每日登录");
  await page.getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "修改" }).click();
  const save = page.getByRole("button", { name: "保存修改" });
  await page
    .getByRole("textbox", { name: "名称", exact: true })
    .fill("每日签到");
  await save.click();
  await page.getByRole("link", { name: "打开任务" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("每日签到");
  await expect(page.getByRole("link", { name: /^每日签到/ })).toBeVisible();
});

test("everything_seen_is_there_without_the_server", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  const quest = await questOf(bridge, desk, "浇灌菜园");
  await fetched(bridge, desk.connection, { kind: "quest", quest });
  await fetched(bridge, desk.connection, { kind: "progress", quest });
  await desk.server.stop();
  await openBoard(page, desk, `/${quest}`);
  await page.getByRole("heading", { level: 1, name: "浇灌菜园" }).waitFor();
  await expect(page.getByText("4 / 10").first()).toBeVisible();
  await expect(page.getByText("还没有读到")).toHaveCount(0);
});

test("a_draft_of_a_quest_is_kept_and_its_parameters_are_checked", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge, "admin");
  await openBoard(page, desk);
  await page.keyboard.press("n");
  await page
    .getByRole("textbox", { name: "名称", exact: true })
    .fill("雨季巡田");
  await page
    .getByRole("textbox", { name: "目标参数" })
    .fill("{\n  field: 3\n}");
  await page.getByRole("textbox", { name: "目标类型" }).fill("patrol");
  await expect(page.getByText(/第 2 行第 \d+ 个字处不是 JSON/)).toBeVisible();
  await page.goto(boardAddress(desk));
  const drafts = page.getByRole("region", { name: "草稿" });
  await drafts.getByRole("link", { name: /雨季巡田/ }).click();
  await expect(
    page.getByRole("textbox", { name: "名称", exact: true }),
  ).toHaveValue("雨季巡田");
  const list = await ask<unknown[]>(bridge, "list_quest_drafts", {
    connection: desk.connection,
  });
  expect(list).toHaveLength(1);
});

test("hostile_and_endless_texts_stay_texts_and_inside", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge);
  const hostile = `<img src=x onerror="document.title='taken'">${"长".repeat(200)}${"x".repeat(200)}`;
  const quest = {
    id: "1",
    name: hostile,
    description: hostile,
    kind: { other: hostile },
    category: { id: "1", name: hostile },
    target_type: hostile,
    target_count: 4_000_000_000,
    progress: 3,
    status: { other: hostile },
    rewards: [{ item: "1", name: hostile, quantity: 9e15, icon: null }],
    time_limit_s: null,
    expires_at: null,
    available: false,
    reset: { other: hostile },
    max_completions: 3,
    completions: 1,
  };
  const read = {
    fetched_at: Date.now(),
    server_time: null,
    complete: true,
    stale_after: null,
    problem: null,
  };
  await answer(page, "list_quests", {
    ...read,
    value: { offset: 0, total: 1, rows: [quest] },
  });
  await answer(page, "get_quest", {
    ...read,
    value: {
      ...quest,
      target_params: JSON.stringify({ a: hostile }),
      prerequisites: [{ quest: "2", name: hostile, completed: false }],
      level_required: 3,
      unavailable_reason: hostile,
      active: false,
      window: null,
    },
  });
  await answer(page, "get_quest_progress", {
    ...read,
    value: {
      progress: {
        quest: "1",
        status: "in_progress",
        current: 3,
        target: 9,
        percentage: 12.5,
        parts: [{ target: "1", name: hostile, current: 1, required: 3 }],
        expires_at: null,
        time_left_s: null,
      },
      percent: 33,
      ends_at: null,
    },
  });
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
    { width: 800, height: 700 },
  ]) {
    await page.setViewportSize(size);
    await page.goto(boardAddress(desk, "/1"));
    await page.getByText(/服务器说 12.5/).waitFor();
    await expectInside(page, `${size.width}`, "article .panel");
    expect(await page.title()).not.toBe("taken");
  }
});
