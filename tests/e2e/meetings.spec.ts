import type { Page } from "@playwright/test";

import { answer, choose, expect, expectAccessible, LOOKS, test } from "./app";
import { answerMeetings, meeting } from "./meetings-data";
import { NOW } from "./tasks-data";

/** A code that is drawn, for states that the core seldom shows. */
const CODE = {
  text: "http://jump.weclubs.net?scene_id=202",
  minted_at: NOW,
  clock_skew_ms: null,
  side: 21,
  path: "M0 0h7v7h-7z",
};

async function open(page: Page, path: string, sign: string): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.goto(path);
  await page.getByText(sign).first().waitFor();
}

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  const word = (chinese: string, english: string): string =>
    zh ? chinese : english;
  test(`every screen of a meeting, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    // What fades in has its contrast only once it is there.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, look);
    await answerMeetings(page);
    await answer(page, "mint_sign_in_code", CODE);
    await open(page, "/c/c1/meetings", word("选一个会议", "Choose a meeting"));
    await expectAccessible(page);
    await open(page, "/c/c1/meetings/6", "周望舒");
    await expectAccessible(page);
    await page
      .getByRole("button", { name: word("更多", "More"), exact: true })
      .click();
    await expectAccessible(page);
    for (const [act, title] of [
      [
        word("结束会议", "End the meeting"),
        word("结束这个会议？", "End this meeting?"),
      ],
      [
        word("撤销会议", "Take it back"),
        word("撤销这个会议？", "Take this meeting back?"),
      ],
    ] as const) {
      if ((await page.getByRole("menu").count()) === 0)
        await page
          .getByRole("button", { name: word("更多", "More"), exact: true })
          .click();
      await page.getByRole("menuitem", { name: act }).click();
      await page.getByRole("dialog", { name: title }).waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    }
    await page
      .getByRole("button", { name: word("提醒未确认", "Remind unanswered") })
      .click();
    const dialog = page.getByRole("dialog");
    // The last reminder was three minutes ago.
    await expect(dialog).toContainText(
      word("不到 5 分钟前刚提醒过", "less than 5 minutes ago"),
    );
    await expectAccessible(page);
    await open(
      page,
      "/c/c1/meetings/sign-in",
      word("用签到码的照片签到", "Sign in with a picture of the code"),
    );
    await expectAccessible(page);
    await open(page, "/print/attendance/c1/6", "周望舒");
    await expect(
      page.getByText(word("签到表", "Attendance sheet"), { exact: true }),
    ).toBeVisible();
    await expectAccessible(page);
    await open(page, "/projector/c1/6", word("最近签到", "Latest arrivals"));
    await page
      .getByRole("img", { name: word("签到码", "Sign-in code") })
      .waitFor();
    await expectAccessible(page);
    // Its light is its own, whatever the desk's is.
    const ground = page.locator("main");
    await expect(ground).toHaveCSS("background-color", "rgb(19, 22, 20)");
    await page.getByRole("button", { name: word("亮色", "Light") }).click();
    await expect(ground).toHaveCSS("background-color", "rgb(244, 245, 242)");
    await expectAccessible(page);
  });
}

test("the_code_is_black_on_white_and_fills_the_height_in_any_light", async ({
  page,
  bridge,
}) => {
  await choose(bridge, { language: "zh-CN", theme: "dark" });
  await answerMeetings(page);
  await answer(page, "mint_sign_in_code", CODE);
  for (const [width, height] of [
    [1024, 700],
    [1440, 900],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await open(page, "/projector/c1/6", "最近签到");
    const code = page.getByRole("img", { name: "签到码" });
    const box = await code.boundingBox();
    // Two thirds of a picture that is two metres high are read from ten.
    const room = Math.min(height, width * 0.57);
    expect(box?.height ?? 0).toBeGreaterThan(room * 0.8);
    expect(box?.width).toBeCloseTo(box?.height ?? 0, 0);
    const colours = await code.evaluate((svg) => [
      getComputedStyle(svg).backgroundColor,
      getComputedStyle(svg.querySelector("path") as Element).fill,
    ]);
    expect(colours).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  }
});

test("a_meeting_is_read_by_keyboard_alone", async ({ page, bridge }) => {
  await choose(bridge, { language: "zh-CN", theme: "light" });
  await answerMeetings(page, [
    meeting("6", "新学期招新动员大会"),
    meeting("7", "部长例会"),
  ]);
  await open(page, "/c/c1/meetings", "选一个会议");
  await page.keyboard.press("f");
  await expect(page.getByRole("textbox", { name: "筛选会议" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/meetings\/7$/);
  const signed = page.getByRole("button", { name: /^已签到/ });
  await signed.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/figure=signed/);
  await expect(signed).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("只看：已签到")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/meetings$/);
  await page.goto("/projector/c1/6");
  await page.getByText("周望舒").first().waitFor();
  await page.keyboard.press("m");
  await expect(page.getByText("周＊＊").first()).toBeVisible();
  await expect(page.getByText("周望舒")).toHaveCount(0);
});

test("an_attendance_sheet_leaves_as_a_file_and_on_paper", async ({
  page,
  bridge,
}) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset["printed"] = "yes";
    };
  });
  await choose(bridge, { language: "zh-CN", theme: "light" });
  await answerMeetings(page);
  const asked: unknown[] = [];
  await page.route("**/call/export_table", async (route) => {
    asked.push(route.request().postDataJSON());
    const name = "新学期招新动员大会 签到表 2026-11-23 1248.xlsx";
    await route.fulfill({ json: { export: 0, name, rows: 3 } });
  });
  await open(page, "/c/c1/meetings/6?figure=late", "周望舒");
  await page.keyboard.press("e");
  await expect(
    page.getByRole("menuitem", { name: "导出 XLSX…" }),
  ).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/已导出“.*签到表.*\.xlsx”/)).toBeVisible();
  expect(asked).toEqual([
    {
      format: "xlsx",
      columns: [],
      reveal: false,
      listing: {
        kind: "attendees",
        connection: "c1",
        meeting: "6",
        figure: "late",
        department: null,
        filter: "",
        sort: "signed_at",
        descending: true,
        offset: 0,
        limit: 0,
      },
    },
  ]);

  await page.keyboard.press("p");
  const paper = page.getByRole("main");
  await expect(
    paper.getByRole("heading", { level: 1, name: "新学期招新动员大会" }),
  ).toBeVisible();
  await expect(paper.getByText("签到负责人 何景行")).toBeVisible();
  // Everybody, whatever the table was narrowed to.
  await expect(paper.getByRole("rowheader", { name: "周望舒" })).toHaveCount(4);
  await expect(paper.getByText("宣传部（签到 4 / 6）")).toBeVisible();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 4).toString()).toBe("%PDF");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-printed", "yes");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/meetings\/6\?figure=late$/);
});
