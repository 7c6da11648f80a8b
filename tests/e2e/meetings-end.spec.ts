import { expect, test } from "./app";
import {
  clubDesk,
  fetched,
  LEADER,
  MEMBER,
  sent,
  wall,
  written,
} from "./clubs-desk";
import { ask } from "./publish-desk";

const MEETING = "新学期招新动员大会";

test("a_meeting_is_ended_on_its_page_and_whoever_did_not_come_is_absent", async ({
  page,
  bridge,
}) => {
  const desk = await clubDesk(bridge);
  const { connection } = desk;
  const draft = await written(bridge, desk, {
    kind: "meeting",
    content: MEETING,
    address: "D101 教室",
    deadline: wall(1),
    people: [MEMBER, LEADER],
    needs_sign_in: true,
    leaders: [LEADER],
  });
  await sent(bridge, desk, draft);
  await fetched(bridge, connection, { kind: "meetings" });
  await page.goto(`/c/${connection}/meetings`);
  await page.getByRole("link", { name: new RegExp(MEETING) }).click();
  const pane = page
    .getByRole("article")
    .filter({ has: page.getByRole("heading", { level: 1, name: MEETING }) });
  const more = page.getByRole("button", { name: "更多", exact: true });
  await expect(pane.locator("[data-figure=awaited]")).toContainText("2");
  await more.click();
  await page.getByRole("menuitem", { name: "结束会议" }).click();
  const dialog = page.getByRole("dialog", { name: "结束这个会议？" });
  await expect(dialog).toContainText("已签到 0 / 2 人");
  await expect(dialog).toContainText("还没签到也没请假的 2 人会记为缺席");
  await dialog.getByRole("button", { name: "结束会议" }).click();
  await expect(dialog).toBeHidden();

  await expect(pane.getByText("签到已结束")).toBeVisible();
  await expect(pane.locator("[data-figure=absent]")).toContainText("2");
  await more.click();
  await page.getByRole("menuitem", { name: "撤销会议" }).waitFor();
  await expect(page.getByRole("menuitem", { name: "结束会议" })).toHaveCount(0);

  // So it is on the server, and not on this screen alone.
  const meeting = page.url().split("/").at(-1) ?? "";
  await fetched(bridge, connection, { kind: "meeting", meeting });
  const { value } = await ask<{
    value: { detail: { summary: { window: string } } };
  }>(bridge, "get_meeting", { connection, meeting });
  expect(value.detail.summary.window).toBe("closed");
  await desk.server.stop();
});
