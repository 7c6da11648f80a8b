import type { Page } from "@playwright/test";

import { answer, choose, expect, expectAccessible, LOOKS, test } from "./app";
import { answerMap, crowd, PLACE } from "./map-data";
import { NOW, answerBoards, answerTasks } from "./tasks-data";

/** Opens the map of the invented task with these people on it. */
async function open(page: Page, people = crowd(180)): Promise<void> {
  // Nothing moves, so that a press lands where it was aimed.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await answerTasks(page);
  await answerBoards(page);
  await answerMap(page, people);
  await page.clock.setFixedTime(NOW);
  await page.goto("/c/c1/tasks/working/7/map");
  await page.getByRole("application").waitFor();
}

/** What a point of a layer is painted with, as red, green, blue, alpha. */
function paint(
  page: Page,
  level: number,
  x: number,
  y: number,
): Promise<number[]> {
  return page.evaluate(
    ([level, x, y]) => {
      const sheet = document.querySelector<HTMLCanvasElement>(
        `.leaflet-sheet-${level}-pane canvas`,
      );
      const map = document.querySelector("[role=application]");
      if (!sheet || !map) return [];
      const [at, of] = [
        map.getBoundingClientRect(),
        sheet.getBoundingClientRect(),
      ];
      const pixel = sheet
        .getContext("2d")
        ?.getImageData(
          (at.left + at.width * x - of.left) * devicePixelRatio,
          (at.top + at.height * y - of.top) * devicePixelRatio,
          1,
          1,
        ).data;
      return [...(pixel ?? [])];
    },
    [level, x, y] as const,
  );
}

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  test(`the map, ${look.language} ${look.theme}`, async ({ page, bridge }) => {
    await choose(bridge, look);
    await open(page);
    await page
      .getByRole("grid", { name: zh ? "图上人员" : "People on the map" })
      .getByRole("row")
      .nth(1)
      .waitFor();
    await expect(page.locator("[data-notation=MGRS]")).toHaveText(/^49Q GF/);
    await expectAccessible(page);
    await expect(page.locator("main .detail")).toMatchAriaSnapshot({
      name: `map-${look.language}.aria.yml`,
    });
  });
}

test("everything on the map by keyboard: move, zoom, take, measure, jump, copy", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, crowd(1));
  const map = page.getByRole("application", { name: "集合地图" });
  const mgrs = page.locator("[data-notation=MGRS]");
  await map.focus();
  await expect(mgrs).toHaveText(/^49Q GF 373[12]\d 562[56]\d$/);
  const before = await mgrs.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(mgrs).not.toHaveText(before ?? "");
  await page.keyboard.press("ArrowLeft");
  // A map rests on whole pixels: some metres.
  await expect(mgrs).toHaveText(/^49Q GF 373[12]\d 562[56]\d$/);

  // The only person is where the map opened.
  await page.keyboard.press("Enter");
  const card = page.getByRole("region", { name: "选中的人员" });
  await expect(card).toContainText("陈嘉树");
  await expect(card).toContainText("100 0000 0000".replaceAll(" ", "\u202f"));
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();

  await page.getByRole("button", { name: "测距" }).press("Enter");
  await map.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const total = page.getByText(/^共 [\d.]+\s(m|km)$/);
  await expect(total).toBeVisible();
  await page.keyboard.press("Backspace");
  await expect(total).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "结束测距" })).toBeHidden();
  await expect(page).toHaveURL(/7\/map$/);

  const jump = page.getByRole("textbox", { name: "跳到坐标" });
  await jump.fill("49Q GF 38004 57431");
  await jump.press("Enter");
  await expect(mgrs).toHaveText("49Q GF 38004 57431");
  await page.getByRole("button", { name: "复制 MGRS" }).press("Enter");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "49Q GF 38004 57431",
  );
  await jump.fill("今天下雨");
  await jump.press("Enter");
  await expect(page.getByText(/认不出这是坐标/)).toBeVisible();

  await page
    .getByRole("button", { name: "在地图上找到陈嘉树" })
    .first()
    .press("Enter");
  await expect(card).toContainText("陈嘉树");
});

test("a press on many people comes nearer, and one person opens a card", async ({
  page,
}) => {
  const people = crowd(40, 0.02);
  await open(page, people);
  const map = page.getByRole("application");
  const scale = page.locator("[title=比例尺]");
  await page.getByRole("button", { name: "集合地点", exact: true }).click();
  await map.focus();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("-");
  await expect(scale).toHaveText(/km/);
  const far = await scale.textContent();
  // Who has arrived stands at the place, which is in the middle.
  const box = await map.boundingBox();
  if (!box) throw new Error("no map");
  // Until the people are drawn anew, a press marks a spot.
  await expect(async () => {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect(scale).not.toHaveText(far ?? "", { timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await page
    .getByRole("row", { name: /最早|小时|分钟|秒/ })
    .nth(3)
    .getByRole("button", { name: /在地图上找到/ })
    .click();
  await expect(page.getByRole("region", { name: "选中的人员" })).toBeVisible();
});

test("the outline needs no network", async ({ page, bridge }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(bridge.url)) elsewhere.push(request.url());
  });
  await open(page, []);
  await page.getByRole("button", { name: "集合地点", exact: true }).click();
  const map = page.getByRole("application");
  await map.focus();
  for (let n = 0; n < 11; n += 1) await page.keyboard.press("-");
  // The outline is drawn once the map rests.
  const white = [255, 255, 255, 255];
  await expect.poll(() => paint(page, 150, 0.5, 0.4)).toEqual(white);
  const land = await paint(page, 150, 0.5, 0.4);
  // The South China Sea lies below; it is painted too, and not as land.
  const sea = await paint(page, 150, 0.55, 0.62);
  expect(sea.slice(3)).toEqual([255]);
  expect(sea).not.toEqual(land);
  expect(elsewhere).toEqual([]);
});

test("a server without positions has a map all the same", async ({ page }) => {
  await open(page, []);
  await answerMap(page, [], { has_module: false, silent: null, people: 0 });
  await page.reload();
  await expect(page.getByText("这台服务器没有人员位置")).toBeVisible();
  await expect(page.getByRole("application")).toBeVisible();
  await expect(page.getByRole("grid", { name: "图上人员" })).toBeHidden();
  await expectAccessible(page);
});

test("in privacy mode nobody is on the map until that is asked for", async ({
  page,
  bridge,
}) => {
  await choose(bridge, {
    language: "zh-CN",
    theme: "light",
    privacy: true,
  } as never);
  let read = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/list_positions")) read += 1;
  });
  await open(page);
  await expect(page.getByText("人员位置已遮住")).toBeVisible();
  expect(await page.locator(".leaflet-sheet-450-pane canvas").count()).toBe(0);
  expect(read).toBe(0);
  await page.getByRole("button", { name: "显示位置" }).click();
  await expect(page.getByRole("grid", { name: "图上人员" })).toBeVisible();
  await expect(page.locator(".leaflet-sheet-450-pane canvas")).toHaveCount(1);
});

test("a map on paper has title, time and scale, and none of the tools", async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.print = () => {
      const map = document.querySelector<HTMLElement>(".map-on-paper");
      document.body.dataset["printed"] = map?.innerText ?? "";
    };
  });
  await open(page);
  await page.getByRole("button", { name: "打印", exact: true }).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", /./);
  const text = await page.locator("body").getAttribute("data-printed");
  expect(text).toContain("珠江防汛 夜间巡堤");
  expect(text).toContain("位置截至 今天 12:47");
  expect(text).toMatch(/\d+\s(km|m)/);
  expect(text).not.toContain("测距");
  await expect(page.locator(".map-on-paper")).toHaveCount(0);
});

test("the map fills the window around the same middle, and Esc gives it back", async ({
  page,
}) => {
  /** Where the middle of the map was last said to be; the place is read as well. */
  let middle = { lat: 0, lng: 0 };
  page.on("request", (request) => {
    if (!request.url().endsWith("/call/describe_point")) return;
    const at = request.postDataJSON() as typeof middle;
    if (at.lat !== PLACE.lat) middle = at;
  });
  await open(page);
  // The place and those who come to it.
  await expect.poll(() => middle.lat).toBeCloseTo(23.1, 1);
  const before = middle;
  const frame = page.getByRole("region", { name: "集合地图" });
  const width = async (): Promise<number | undefined> =>
    (await frame.boundingBox())?.width;
  await page.getByRole("button", { name: "全屏" }).press("Enter");
  await expect.poll(width).toBe(1440);
  await expect.poll(() => middle).not.toBe(before);
  // A thousandth of a degree is a tenth of what the window grew by.
  expect(middle.lat).toBeCloseTo(before.lat, 3);
  expect(middle.lng).toBeCloseTo(before.lng, 3);
  await page.keyboard.press("Escape");
  await expect.poll(width).toBeLessThan(1000);
});

test("a base map that cannot be chosen says so and changes nothing", async ({
  page,
}) => {
  await open(page);
  await answer(page, "choose_map_source", { code: "storage" }, 400);
  await page.getByRole("button", { name: "底图：内置轮廓" }).click();
  await page.getByRole("menuitem", { name: "内置轮廓" }).click();
  await expect(page.locator(".toast")).toBeVisible();
  await expect(
    page.getByRole("button", { name: "底图：内置轮廓" }),
  ).toBeVisible();
});
