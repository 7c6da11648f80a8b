import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { expect, expectAccessible, test as base } from "./app";
import { answerMap, crowd } from "./map-data";
import { ROOT, startBridge, temporaryFolder } from "./programs";
import { NOW, answerBoards, answerTasks } from "./tasks-data";

/** A picture of one pixel: the smallest tile that there is. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** The map file that the bridge "chooses" when it is asked for one. */
const test = base.extend<{ file: string }>({
  file: ["harbour.mbtiles", { option: true }],
  bridge: async ({ file }, use) => {
    const folder = await temporaryFolder();
    const bridge = await startBridge(folder.path, [], {
      MUSTER_MAP: join(ROOT, "tests/fixtures/maps", file),
    });
    await use(bridge);
    await bridge.stop();
    await folder.remove();
  },
});

async function openMap(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await answerTasks(page);
  await answerBoards(page);
  await answerMap(page, crowd(20));
  await page.clock.setFixedTime(NOW);
  await page.goto("/c/c1/tasks/working/7/map");
  await page.getByRole("application").waitFor();
}

/** How many tiles show a picture. */
function shown(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [
        ...document.querySelectorAll<HTMLImageElement>(
          ".leaflet-tile-pane img",
        ),
      ].filter((tile) => tile.complete && tile.naturalWidth > 0).length,
  );
}

for (const file of ["harbour.mbtiles", "harbour.pmtiles"]) {
  test.describe(file, () => {
    test.use({ file });
    test("is added in the settings and lies under the map", async ({
      page,
    }) => {
      await page.goto("/settings#maps");
      await page.getByRole("button", { name: "添加地图文件…" }).click();
      const row = page.getByRole("listitem").filter({ hasText: file });
      await expect(row).toContainText("使用中");
      await row.getByRole("button", { name: "测试" }).click();
      await expect(row.getByRole("status")).toHaveText(/^可用/);
      await expectAccessible(page);

      await openMap(page);
      await expect.poll(() => shown(page)).toBeGreaterThan(0);
      await page.getByRole("button", { name: /^底图：/ }).click();
      await page.getByRole("menuitem", { name: "内置轮廓" }).click();
      await expect.poll(() => shown(page)).toBe(0);
    });
  });
}

test.describe("a vector map", () => {
  test.use({ file: "vector.mbtiles" });
  test("is refused with its reason", async ({ page }) => {
    await page.goto("/settings#maps");
    await page.getByRole("button", { name: "添加地图文件…" }).click();
    await expect(page.getByText(/里面是矢量瓦片/)).toBeVisible();
    await expect(page.getByText("还没有添加底图")).toBeVisible();
  });
});

async function tileServer(): Promise<{
  server: Server;
  address: string;
  asked: string[];
}> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(200, {
      "content-type": "image/png",
      "cache-control": "max-age=3600",
    });
    response.end(PIXEL);
  });
  await new Promise<void>((listens) => server.listen(0, "127.0.0.1", listens));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    address: `http://127.0.0.1:${port}/{z}/{x}/{y}.png`,
    asked,
  };
}

test("a tile server in GCJ-02 lies under people asked for in GCJ-02, and is kept", async ({
  page,
}) => {
  const { server, address, asked } = await tileServer();
  const systems: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/list_position_points"))
      systems.push((request.postDataJSON() as { crs: string }).crs);
  });
  try {
    await page.goto("/settings#maps");
    await page.getByRole("button", { name: "添加瓦片服务器…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("瓦片服务器会知道你在看哪里");
    await expectAccessible(page);
    await dialog.getByLabel("地址").fill("http://127.0.0.1/tiles");
    await dialog.getByRole("button", { name: "添加", exact: true }).click();
    await expect(dialog).toContainText("地址不对");
    await dialog.getByLabel("地址").fill(address);
    await dialog.getByLabel("名称").fill("街道图");
    await dialog.getByLabel("署名").fill("测绘 示例");
    await dialog.getByRole("radio", { name: "GCJ-02" }).check();
    await dialog.getByRole("button", { name: "添加", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.locator("#maps").getByRole("listitem")).toContainText(
      "使用中",
    );

    await openMap(page);
    await expect.poll(() => shown(page)).toBeGreaterThan(0);
    await expect(page.getByText("测绘 示例")).toBeVisible();
    expect(systems.at(-1)).toBe("gcj02");
    expect(asked.length).toBeGreaterThan(0);

    // The server goes; what was fetched is still there.
    await new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
    await page.reload();
    await expect.poll(() => shown(page)).toBeGreaterThan(0);

    await page.goto("/settings#maps");
    await expect(page.getByText(/本机加密保存了 \d+ 块瓦片/)).toBeVisible();
    await page.getByRole("button", { name: "移除" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "移除" })
      .click();
    await expect(page.getByText("还没有添加底图")).toBeVisible();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
