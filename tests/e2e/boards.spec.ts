import type { Page } from "@playwright/test";

import { answer, choose, expect, expectAccessible, test } from "./app";
import {
  NOW,
  answerBoards,
  answerTasks,
  detail,
  read,
  row,
} from "./tasks-data";

/** Opens a tab of the invented task, at the invented moment. */
async function open(page: Page, tab: string): Promise<void> {
  await answerTasks(page);
  await answerBoards(page);
  await page.clock.setFixedTime(NOW);
  await page.goto(`/c/c1/tasks/working/7/${tab}`);
  await page.getByRole("grid").getByText("欧阳若岚").first().waitFor();
}

declare global {
  interface Window {
    /** What was drawn on a canvas: how, and in which colour. */
    drawn: string[];
  }
}

for (const reducedMotion of ["reduce", "no-preference"] as const) {
  test(`the_lines_of_a_curve_differ_by_colour_and_without, ${reducedMotion}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion });
    await page.addInitScript(() => {
      window.drawn = [];
      const canvas = CanvasRenderingContext2D.prototype;
      canvas.stroke = new Proxy(canvas.stroke, {
        apply(stroke, on: CanvasRenderingContext2D, shapes): void {
          const way = on.getLineDash().length > 0 ? "dashed" : "solid";
          window.drawn.push(`${way} ${String(on.strokeStyle)}`);
          Reflect.apply(stroke, on, shapes);
        },
      });
      canvas.fill = new Proxy(canvas.fill, {
        apply(fill, on: CanvasRenderingContext2D, shapes): void {
          window.drawn.push(`filled ${String(on.fillStyle)}`);
          Reflect.apply(fill, on, shapes);
        },
      });
    });
    await open(page, "responses");
    const tokens = await page.evaluate(() => {
      const probe = document.createElement("canvas").getContext("2d");
      const element = document.body.appendChild(document.createElement("i"));
      element.hidden = true;
      const of = (name: string): string => {
        element.style.color = `var(${name})`;
        if (probe) probe.strokeStyle = getComputedStyle(element).color;
        return String(probe?.strokeStyle);
      };
      return { accepted: of("--accepted"), refused: of("--refused") };
    });
    expect(tokens.accepted).not.toBe(tokens.refused);
    const ways = async (colour: string): Promise<string[]> => {
      const drawn = await page.evaluate(() => window.drawn);
      const of = drawn.filter((one) => one.endsWith(` ${colour}`));
      return [...new Set(of.map((one) => one.split(" ")[0] ?? ""))].sort();
    };
    // A broken line with a cross at its end, and a whole one with a dot.
    await expect.poll(() => ways(tokens.refused)).toEqual(["dashed", "solid"]);
    await expect.poll(() => ways(tokens.accepted)).toEqual(["filled", "solid"]);
    await expect(page.getByText("预计接受", { exact: true })).toBeVisible();
  });
}

test("f_goes_to_the_filter_of_the_open_table_and_escape_only_leaves_it", async ({
  page,
}) => {
  for (const tab of ["responses", "check-ins", "people"]) {
    await open(page, tab);
    await page.keyboard.press("f");
    const filter = page.getByRole("textbox", { name: "筛选名单" });
    await expect(filter).toBeFocused();
    await page.keyboard.type("欧");
    await page.keyboard.press("Escape");
    await expect(filter).toHaveValue("");
    await expect(filter).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(filter).not.toBeFocused();
    await expect(page).toHaveURL(new RegExp(`working/7/${tab}$`));
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/working$/);
  }
  await page.keyboard.press("f");
  await expect(page.getByRole("textbox", { name: "筛选任务" })).toBeFocused();
});

test("the_range_says_how_it_was_worked_out_to_whoever_asks", async ({
  page,
}) => {
  await open(page, "responses");
  const counted = page.getByText(
    "这次算进去的：1 人接受、1 人拒绝各用了多久，还有 1 人未读。",
  );
  await expect(counted).toBeHidden();
  await page
    .getByRole("button", { name: "响应还少，按一般情况估计" })
    .press("Enter");
  await expect(counted).toBeVisible();
  await expectAccessible(page);
});

for (const language of ["zh-CN", "en"] as const) {
  test(`every_figure_is_whole_in_one_row_of_the_smallest_window, ${language}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, { language, theme: "light" });
    await page.setViewportSize({ width: 1024, height: 700 });
    await open(page, "responses");
    const cells = await page.locator("[data-figure]").evaluateAll((all) =>
      all.map((cell) => ({
        top: cell.getBoundingClientRect().top,
        cut: cell.scrollWidth - cell.clientWidth,
        past:
          cell.getBoundingClientRect().right -
          (cell.parentElement?.getBoundingClientRect().right ?? 0),
      })),
    );
    expect(cells).toHaveLength(7);
    expect(new Set(cells.map(({ top }) => top)).size).toBe(1);
    expect(Math.max(...cells.map(({ cut }) => cut))).toBe(0);
    expect(Math.max(...cells.map(({ past }) => past))).toBeLessThan(1);
  });

  test(`what_can_be_done_with_a_row_is_whole_in_the_table, ${language}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, { language, theme: "light" });
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, "responses");
    const row = page.getByRole("row", { name: /欧阳若岚/ }).first();
    const cut = await row.evaluate((element) => {
      const end = element.getBoundingClientRect().right;
      return [...element.querySelectorAll("button")].map((button) =>
        Math.max(0, button.getBoundingClientRect().right - end),
      );
    });
    expect(cut.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...cut)).toBe(0);
  });
}

test("an_open_task_is_ended_and_its_tabs_turned_from_the_palette", async ({
  page,
}) => {
  await open(page, "responses");
  const take = async (query: string, entry: string): Promise<void> => {
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeFocused();
    await page.keyboard.type(query);
    const first = page.getByRole("option", { selected: true });
    await expect(first).toContainText(entry);
    await expect(first).toContainText("珠江防汛 夜间巡堤");
    await page.keyboard.press("Enter");
  };
  await take("结束", "结束任务");
  await expect(
    page.getByRole("dialog", { name: "结束这个任务？" }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await take("people", "人员");
  await expect(page).toHaveURL(/working\/7\/people$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("已完成");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/tasks\/done$/);
});

test("a_server_that_counts_otherwise_is_shown_wherever_its_figures_are", async ({
  page,
}) => {
  await answerTasks(page, [
    {
      ...row("7", "珠江防汛 夜间巡堤", { accepted: 1 }),
      disagreements: [{ figure: "accepted", rows: 1, server: 71 }],
    },
  ]);
  await answerBoards(page);
  await answer(
    page,
    "get_task",
    read({
      ...detail("7", "珠江防汛 夜间巡堤"),
      disagreements: [{ figure: "accepted", rows: 1, server: 71 }],
    }),
  );
  await page.clock.setFixedTime(NOW);
  await page.goto("/c/c1/tasks/working/7");
  await expect(
    page.getByRole("link", { name: /珠江防汛/ }).first(),
  ).toContainText("服务器称：接受 71");
  await expect(page.getByRole("list", { name: "任务进程" })).toContainText(
    /征集中 · 1 \/ 2\s*服务器称 71/,
  );
  await expect(page.locator("[data-fact=accepted]")).toContainText(
    "服务器称 71",
  );
  await expectAccessible(page);
});
