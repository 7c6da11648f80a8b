import { answer, choose, expect, expectAccessible, LOOKS, test } from "./app";

test("x", async ({ page, bridge }) => {
  await choose(bridge, LOOKS[0]);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("点将台");
  await expectAccessible(page);
});
