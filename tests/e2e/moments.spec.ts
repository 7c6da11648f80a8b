import type { Locator, Page } from "@playwright/test";

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
  BOOKS,
  DAILY,
  momentDesk,
  momentsAddress,
  QUIET,
  runningJob,
  SHOP,
  unseated,
  type Job,
  type MomentDesk,
} from "./moments-desk";

const people = (page: Page): Locator =>
  page.getByRole("grid", { name: "发表名单" });
const figure = (page: Page, id: string): Locator =>
  page.locator(`[data-figure=${id}]`);

test.describe("with several enterprises", () => {
  let desk: MomentDesk;
  test.beforeEach(async ({ bridge }) => {
    desk = await unseated(bridge);
  });
  test.afterEach(async () => {
    await desk.server.stop();
  });

  test("one_is_chosen_first_and_another_may_be_later", async ({ page }) => {
    await page.goto(momentsAddress(desk));
    await page.getByRole("heading", { level: 1, name: "选择企业" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: BOOKS.name }).click();
    await page.getByRole("combobox", { name: "任务" }).waitFor();
    await expect(page.getByRole("combobox")).toContainText("新书上架");
    await page
      .getByRole("button", { name: `${BOOKS.name}：换一家企业` })
      .click();
    await page.getByRole("menuitem", { name: SHOP.name }).click();
    await expect(page.getByRole("combobox")).toContainText(DAILY.name);
  });

  test("a_first_choice_that_is_refused_says_why_and_the_enterprises_are_read_again", async ({
    page,
  }) => {
    await page.goto(momentsAddress(desk));
    const refusal = { code: "rejected", message: "你不再管理这家企业" };
    await answer(page, "choose_enterprise", refusal, 400);
    await page.getByRole("button", { name: BOOKS.name }).click();
    const said = page.getByRole("alert");
    await expect(said).toContainText(refusal.message);
    // Nothing was written that could be kept.
    await expect(said).not.toContainText("已填写");
    await expectAccessible(page);
    const read = page.waitForRequest("**/call/refresh");
    await said.getByRole("button", { name: "刷新" }).click();
    await read;
  });

  test("a_change_that_is_refused_is_told_and_the_one_before_stays", async ({
    page,
  }) => {
    await page.goto(momentsAddress(desk));
    await page.getByRole("button", { name: BOOKS.name }).click();
    const other = page.getByRole("button", {
      name: `${BOOKS.name}：换一家企业`,
    });
    await other.click();
    const refusal = { code: "rejected", message: "你不再管理这家企业" };
    await answer(page, "choose_enterprise", refusal, 400);
    await page.getByRole("menuitem", { name: SHOP.name }).click();
    await expect(page.getByText(refusal.message)).toBeVisible();
    await expect(other).toBeEnabled();
    await expect(page.getByRole("combobox")).toContainText("新书上架");
  });
});

test.describe("at an enterprise", () => {
  let desk: MomentDesk;
  let job: Job;
  let began: number;
  test.beforeEach(async ({ bridge }) => {
    began = Date.now();
    desk = await momentDesk(bridge);
    job = await runningJob(bridge, desk);
  });
  test.afterEach(async () => {
    await desk.server.stop();
  });

  const open = async (page: Page, path = `/${DAILY.id}`): Promise<void> => {
    await page.goto(momentsAddress(desk, path));
    await page.getByRole("link", { name: job.title }).first().waitFor();
  };
  const openJob = async (page: Page): Promise<void> => {
    await open(page, `/${DAILY.id}/${job.id}`);
    await page.getByRole("heading", { level: 1, name: job.title }).waitFor();
  };

  for (const look of LOOKS) {
    const zh = look.language === "zh-CN";
    const word = (chinese: string, english: string): string =>
      zh ? chinese : english;
    test(`every screen of moments, ${look.language} ${look.theme}`, async ({
      page,
      bridge,
    }) => {
      test.slow();
      await page.emulateMedia({ reducedMotion: "reduce" });
      await choose(bridge, look);
      await open(page);
      await page.getByRole("heading", { level: 1, name: DAILY.name }).waitFor();
      await expectInside(page, "the trend", "main .panel");
      await expectAccessible(page);
      await page.getByRole("button", { name: word("表格", "Table") }).click();
      await expectAccessible(page);
      await page
        .getByRole("button", { name: word("选择日期", "choose a date") })
        .click();
      await page
        .getByRole("button", { name: word("上个月", "Previous month") })
        .waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByRole("link", { name: job.title }).first().click();
      await page.getByRole("heading", { level: 1, name: job.title }).waitFor();
      await expectAccessible(page);
      await expectInside(page);
    });
  }

  test("figures_prove_themselves_and_the_people_are_those_that_are_counted", async ({
    page,
  }) => {
    await openJob(page);
    const { done, waiting, total } = job.counts;
    expect(done + waiting).toBe(total);
    for (const [id, count] of Object.entries({ done, waiting, people: total }))
      await expect(figure(page, id)).toContainText(String(count));
    await expect(people(page)).toHaveAttribute(
      "aria-rowcount",
      String(total + 1),
    );
    // Who still has to post stands first.
    await expect(
      people(page).getByRole("row").nth(1).getByText("未发表"),
    ).toBeVisible();
    await page.getByRole("radio", { name: /^未发表/ }).check();
    await expect(people(page)).toHaveAttribute(
      "aria-rowcount",
      String(waiting + 1),
    );
  });

  test("a_server_that_counts_otherwise_stands_beside_the_rows", async ({
    page,
  }) => {
    const differs = [{ figure: "total", rows: 7, server: 9876 }];
    for (const command of ["get_moment_board", "get_posting_board"])
      await page.route(`**/call/${command}`, async (route) => {
        const response = await route.fetch();
        const read = (await response.json()) as { value: object };
        const value = { ...read.value, disagreements: differs };
        await route.fulfill({ response, json: { ...read, value } });
      });
    await open(page);
    await expect(figure(page, "total")).toContainText(/服务器称 9.?876/);
    await expect(page.getByText("两个数都列出")).toBeVisible();
    await page.getByRole("link", { name: job.title }).first().click();
    await expect(figure(page, "people")).toContainText(/服务器称 9.?876/);
  });

  test("jobs_and_people_are_read_by_keyboard_alone", async ({ page }) => {
    await open(page);
    await page.keyboard.press("f");
    await expect(
      page.getByRole("textbox", { name: "筛选朋友圈任务" }),
    ).toBeFocused();
    await page.keyboard.type(job.title.slice(0, 4));
    await expect(page).toHaveURL(/q=/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/moments\/71\/\d+/);
    await people(page).waitFor();
    await page.keyboard.press("e");
    await expect(page.getByRole("menu")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/moments\/71(\?|$)/);
  });

  test("an_open_job_is_read_with_its_day", async ({ page }) => {
    const watched = page.waitForRequest(
      (request) =>
        request.url().endsWith("/call/watch") &&
        /"kind":"jobs"[^}]*"day":"\d{4}-/.test(request.postData() ?? ""),
    );
    await openJob(page);
    await watched;
  });

  test("a_day_is_chosen_in_a_calendar_that_marks_those_with_jobs", async ({
    page,
  }) => {
    await open(page);
    await page.getByRole("button", { name: "往前一个有任务的日子" }).click();
    await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}/);
    const address = page.url();
    const trigger = page.getByRole("button", { name: "，选择日期" });
    await trigger.focus();
    await page.keyboard.press("Enter");
    const chosen = page.getByRole("button", { name: /个任务/ });
    await expect(chosen.first()).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(page).not.toHaveURL(address);
    await expect(trigger).toBeFocused();
    await trigger.click();
    await page.getByRole("button", { name: "全部日期", exact: true }).click();
    await expect(page).not.toHaveURL(/day=/);
    await trigger.click();
    await page.getByRole("button", { name: "今天", exact: true }).click();
    await expect(
      page.getByRole("button", { name: "今天，选择日期" }),
    ).toBeFocused();
    await expect(page).toHaveURL(/day=/);
  });

  test("a_text_without_room_is_shown_whole_when_asked_for", async ({
    page,
  }) => {
    const text = "今晚七点前下单，半小时送到。".repeat(5);
    await page.route("**/call/get_moment_job", async (route) => {
      const response = await route.fetch();
      const read = (await response.json()) as { value: { job: object } };
      const value = { ...read.value, job: { ...read.value.job, text } };
      await route.fulfill({ response, json: { ...read, value } });
    });
    const whole = page.getByRole("button", { name: "显示全文" });
    const heading = page.getByRole("heading", { level: 1 });
    const hidden = (): Promise<number> =>
      heading.evaluate((h1) => h1.scrollHeight - h1.clientHeight);
    await page.setViewportSize({ width: 1024, height: 700 });
    await page.goto(momentsAddress(desk, `/${DAILY.id}/${job.id}`));
    await whole.click();
    expect(await hidden()).toBeLessThanOrEqual(1);
    await page.getByRole("button", { name: "收起" }).click();
    expect(await hidden()).toBeGreaterThan(1);
    await page.setViewportSize({ width: 1920, height: 900 });
    await expect(whole).toBeHidden();
    expect(await hidden()).toBeLessThanOrEqual(1);
  });

  test("a_task_without_jobs_says_so", async ({ page }) => {
    await open(page);
    await page.getByRole("combobox", { name: "任务" }).click();
    await page.getByRole("option", { name: QUIET.name }).click();
    await page.getByText("还没有推送过任务").waitFor();
    await expect(figure(page, "total")).toContainText("0");
    await expectAccessible(page);
  });

  test("jobs_and_people_open_without_the_server_and_say_how_old_they_are", async ({
    page,
  }) => {
    await desk.server.stop();
    await openJob(page);
    await page.keyboard.press("r");
    await expect(people(page)).toHaveAttribute(
      "aria-rowcount",
      String(job.counts.total + 1),
    );
    await expect(page.getByText("连不上服务器")).toHaveText([
      new RegExp(`，显示的是 ${told(began)} 的数据`),
    ]);
    await expect(page.getByText(/前更新|刚刚更新/).first()).toBeVisible();
    await expectAccessible(page);
  });

  test("hostile_and_endless_texts_stay_texts_and_stay_inside", async ({
    page,
  }) => {
    const hostile = `<img src=x onerror="document.title='owned'">${"长".repeat(200)}${"W".repeat(200)}`;
    const spoilt = (view: {
      job: { text: string; attachments: object[]; range: object };
    }): object => ({
      ...view,
      job: {
        ...view.job,
        text: hostile,
        attachments: [{ kind: "link", title: hostile, address: hostile }],
        range: { users: [hostile], departments: [hostile], tags: [hostile] },
      },
      attachments: 1,
      users: 1,
      departments: 1,
      tags: 1,
    });
    await page.route("**/call/list_moment_jobs", async (route) => {
      const response = await route.fetch();
      const read = (await response.json()) as {
        value: { rows: Parameters<typeof spoilt>[0][] };
      };
      const value = { ...read.value, rows: read.value.rows.map(spoilt) };
      await route.fulfill({ response, json: { ...read, value } });
    });
    await page.route("**/call/get_moment_job", async (route) => {
      const response = await route.fetch();
      const read = (await response.json()) as {
        value: Parameters<typeof spoilt>[0];
      };
      await route.fulfill({
        response,
        json: { ...read, value: spoilt(read.value) },
      });
    });
    await page.route("**/call/list_moment_people", async (route) => {
      const response = await route.fetch();
      const read = (await response.json()) as { value: { rows: object[] } };
      const rows = read.value.rows.map((row) => ({
        ...row,
        name: hostile,
        account: hostile,
      }));
      const value = { ...read.value, rows };
      await route.fulfill({ response, json: { ...read, value } });
    });
    for (const width of [1440, 1024, 700]) {
      await page.setViewportSize({ width, height: 700 });
      await page.goto(momentsAddress(desk, `/${DAILY.id}/${job.id}`));
      await page.getByRole("heading", { level: 1, name: "onerror" }).waitFor();
      await people(page).waitFor();
      await expectInside(page, String(width), "main .panel");
    }
    await expect(page).not.toHaveTitle("owned");
    await expect(page.locator("img[src=x]")).toHaveCount(0);
  });
});
