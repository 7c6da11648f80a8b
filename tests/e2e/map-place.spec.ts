import { expect, expectAccessible, test } from "./app";
import { startServer } from "./programs";
import { call, connect } from "./tasks-core";

test("the gather place is put on the map, by pointer and by keyboard, and a saved one taken there", async ({
  page,
  bridge,
}) => {
  test.slow();
  const server = await startServer();
  try {
    await page.emulateMedia({ reducedMotion: "reduce" });
    // So low that the form scrolls.
    await page.setViewportSize({ width: 1440, height: 700 });
    const connection = await connect(bridge, server, "commander");
    await page.goto(`/c/${connection}/tasks/new`);
    const map = page.getByRole("application", { name: "选点地图" });
    await map.scrollIntoViewIfNeeded();
    await expectAccessible(page);

    // In the middle of all saved places, by keyboard.
    await map.focus();
    for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowUp");
    const top = (await map.boundingBox())?.y;
    await page.keyboard.press("Enter");
    const [lat, lng] = [page.getByLabel("纬度"), page.getByLabel("经度")];
    await expect(lat).toHaveValue(/^2[23]\.\d{6}$/);
    await expect(lng).toHaveValue(/^113\.\d{6}$/);
    // The fields came above the map, which stayed under the hand.
    expect(
      Math.abs(((await map.boundingBox())?.y ?? 0) - (top ?? 0)),
    ).toBeLessThan(2);
    await expect(map).toBeFocused();

    const before = await lat.inputValue();
    const box = await map.boundingBox();
    if (!box) throw new Error("no map");
    await page.mouse.click(box.x + 40, box.y + 40);
    await expect(lat).not.toHaveValue(before);
    const pin = page.locator(".place-marker");
    /** Waits for the tip of the pin, which follows the form, at this place on the map. */
    const standsAt = (x: number, y: number): Promise<void> =>
      expect
        .poll(async () => {
          const [all, tip] = [await map.boundingBox(), await pin.boundingBox()];
          if (!all || !tip) return null;
          const east = tip.x + tip.width / 2 - all.x - x;
          const south = tip.y + tip.height - all.y - y;
          return Math.round(Math.hypot(east, south) / 8);
        })
        .toBe(0);
    await standsAt(40, 40);

    // The pin is dragged.
    const [from, at] = [await pin.boundingBox(), await lat.inputValue()];
    if (!from) throw new Error("no pin");
    await page.mouse.move(from.x + 14, from.y + 14);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 70, { steps: 5 });
    await page.mouse.up();
    await expect(lat).not.toHaveValue(at);

    // A grid reference pasted into either field fills both.
    await lat.fill("");
    await lat.focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "49Q GF 38004 57431");
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", {
          clipboardData: data,
          bubbles: true,
          cancelable: true,
        }),
      );
    });
    await expect(lat).toHaveValue(/^23\.\d{6}$/);
    await expect(lng).toHaveValue(/^113\.\d{6}$/);

    // A saved place: the map goes to where its coordinates say, and takes it.
    const info = (await call(bridge, "get_publish_info", {
      connection,
    })) as {
      value: { places: { name: string; at: { lat: number; lng: number } }[] };
    };
    const saved = info.value.places[0];
    if (!saved) throw new Error("no saved place");
    const text = (await call(bridge, "describe_point", {
      ...saved.at,
      crs: "wgs84",
    })) as { gcj02: string };
    const [north = "", east = ""] = text.gcj02.split(", ");
    await lat.fill(north);
    const told = page.waitForResponse((response) => {
      const asked = response.request();
      if (!asked.url().endsWith("/call/describe_point")) return false;
      const { lat, lng } = asked.postDataJSON() as { lat: number; lng: number };
      return lat === Number(north) && lng === Number(east);
    });
    await lng.fill(east);
    await told;
    await map.focus();
    await map.scrollIntoViewIfNeeded();
    // Beside the tip of the pin, which covers the middle of the square.
    const now = await pin.boundingBox();
    if (!now) throw new Error("no pin");
    await page.mouse.click(now.x + 14 + 6, now.y + 35 + 5);
    await expect(page.getByRole("combobox", { name: /集合地点/ })).toHaveValue(
      saved.name,
    );
  } finally {
    await server.stop();
  }
});

test("positions of a real server are on the map and in its table", async ({
  page,
  bridge,
}) => {
  test.slow();
  const server = await startServer();
  try {
    const connection = await connect(bridge, server, "commander");
    await page.goto(`/c/${connection}/tasks/working`);
    await page.getByRole("link", { name: /江堤抢险集结/ }).click();
    await page.getByRole("tab", { name: "地图" }).click();
    const table = page.getByRole("grid", { name: "图上人员" });
    await table.getByRole("row").nth(1).waitFor();
    const people = page.locator("[data-figure=people]");
    await expect(people).toContainText(/[1-9]/);
    const rows = Number(await table.getAttribute("aria-rowcount")) - 1;
    await expect(people).toContainText(String(rows));
  } finally {
    await server.stop();
  }
});
