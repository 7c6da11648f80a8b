import { expect } from "./app";
import { openBoard, questDesk, test } from "./quests-desk";

test("a_run_of_more_than_a_reading_is_selected_whole_and_is_said_to_be_too_many", async ({
  page,
  bridge,
}) => {
  const desk = await questDesk(bridge, "user", [
    "--speed",
    "0",
    "--size",
    "city",
  ]);
  await openBoard(page, desk);
  await page.getByRole("radio", { name: "表格" }).click();
  const grid = page.getByRole("grid", { name: "任务" });
  const first = grid.getByRole("row").nth(1);
  await first.getByRole("checkbox").click();
  await expect(page.getByText("已选 1 项")).toBeVisible();
  const count = Number(await grid.getAttribute("aria-rowcount")) - 1;
  expect(count).toBeGreaterThan(400);
  await first.focus();
  await page.keyboard.press("End");
  const last = grid.locator(`[aria-rowindex="${count + 1}"]`);
  await last.getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expect(page.getByText(`已选 ${count} 项`)).toBeVisible();
  await expect(page.getByText("一次最多 100 项")).toBeVisible();
  await expect(page.getByRole("button", { name: "批量领取" })).toBeDisabled();
});
