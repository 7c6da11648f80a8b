import { choose, expect, expectAccessible, LOOKS, test } from "./app";
import { clubDesk, people, wall, type ClubDesk } from "./clubs-desk";
import { button, draftOf, MEETING, row, send, summary } from "./clubs-writing";
import { pick, reach, use, write } from "./keys";

/** Writing a meeting, sending it, and changing it afterwards. */

let desk: ClubDesk;
test.afterEach(async () => {
  await desk.server.stop();
});

const { address, text: subject } = MEETING;

test("a_meeting_is_written_sent_and_changed_without_a_pointer", async ({
  page,
  bridge,
}) => {
  test.slow();
  desk = await clubDesk(bridge);
  const [one] = await people(bridge, desk, 1);
  const name = one?.name ?? "";
  await page.goto(address(desk));
  await button(page, "发布会议").first().waitFor();
  await page.keyboard.press("n");
  await subject(page).waitFor();
  await write(page, subject(page), "部长例会");
  await write(page, page.getByLabel("地点", { exact: true }), "D101 教室");
  await use(page, button(page, "明天 18:00"));
  await write(page, page.getByLabel("搜索成员"), name);
  await expect(row(page, name)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(row(page, name)).toHaveAttribute("aria-checked", "true");
  await use(page, page.getByLabel("搜索成员"), "Escape");
  // Whoever calls the meeting leads its sign-in, until they say otherwise.
  await pick(page, "选谁", /签到负责人/);
  await pick(page, "按什么选", "已选");
  await expect(page.getByRole("treeitem")).toHaveCount(1);

  await use(page, button(page, "核对并发布…"));
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("部长例会");
  await expect(sheet).toContainText(name);
  await expect(sheet).toContainText("扫码签到，由");
  await reach(page, sheet.getByRole("button", { name: /按住两秒/ }));
  await page.keyboard.down("Enter");
  await expect(page.getByRole("timer")).toBeVisible();
  await page.keyboard.up("Enter");
  await use(page, button(page, "立即发出"));
  await use(page, page.getByRole("link", { name: "打开看看" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("部长例会");

  // Into another room, without sign-in.
  await use(page, button(page, "更多"));
  await page.getByRole("menuitem", { name: "修改会议" }).waitFor();
  await page.keyboard.press("Enter");
  const review = button(page, "核对修改…");
  await expect(review).toBeDisabled();
  await write(page, page.getByLabel("地点", { exact: true }), "D202 教室");
  await use(page, page.getByLabel("要扫码签到"), "Space");
  await use(page, review);
  const changes = page.getByRole("dialog", { name: "这样修改？" });
  await expect(changes).toContainText("D101 教室");
  await expect(changes).toContainText("D202 教室");
  await expect(changes).toContainText("不签到");
  await use(page, changes.getByRole("button", { name: "发出修改" }));
  await expect(page.locator("main")).toContainText("D202 教室");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("部长例会");
});

test("what_is_wrong_with_a_meeting_is_said_at_its_field", async ({
  page,
  bridge,
}) => {
  desk = await clubDesk(bridge);
  const some = await people(bridge, desk, 6);
  const draft = await draftOf(bridge, desk, MEETING, {
    content: "长".repeat(400),
    deadline: wall(-1),
    people: [],
    leaders: some.map(({ student }) => student),
  });
  await page.goto(address(desk, `/new?draft=${draft}`));
  await page.getByRole("treeitem").first().waitFor();
  await button(page, "核对并发布…").click();
  for (const said of [
    "主题有 400 字，最多 224 字",
    "开始时间已经过去",
    "还没有选参会人员",
    "签到负责人选了 6 人，最多 4 人",
  ])
    await expect(summary(page)).toContainText(said);
  await expect(subject(page)).toBeFocused();
  await summary(page)
    .getByRole("button", { name: /签到负责人/ })
    .click();
  await expect(page.getByRole("radio", { name: /签到负责人/ })).toBeChecked();
  await expectAccessible(page);
});

test("a_change_that_the_core_refuses_is_named_at_its_field", async ({
  page,
  bridge,
}) => {
  test.slow();
  desk = await clubDesk(bridge);
  const draft = await draftOf(bridge, desk, MEETING, { content: "部长例会" });
  await page.goto(address(desk, `/new?draft=${draft}`));
  await page.getByRole("treeitem").first().waitFor();
  await send(page);
  await page.getByRole("link", { name: "打开看看" }).click();
  await button(page, "更多").click();
  await page.getByRole("menuitem", { name: "修改会议" }).click();
  const begins = page.getByLabel("开始时间", { exact: true });
  await begins.fill(wall(-3));
  await subject(page).fill("");
  await button(page, "核对修改…").click();
  await button(page, "发出修改").click();
  await expect(summary(page)).toContainText("请填写主题");
  await expect(summary(page)).toContainText("开始时间已经过去");
  await expect(subject(page)).toBeFocused();
  await expectAccessible(page);
  // Nothing of it has left: the list still knows it as it was.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("部长例会");
});

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  test(`writing a meeting, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    // What fades in has its contrast only once it is there.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, look);
    desk = await clubDesk(bridge);
    const draft = await draftOf(bridge, desk, MEETING);
    await page.goto(address(desk, `/new?draft=${draft}`));
    await page.getByRole("treeitem").first().waitFor();
    await expectAccessible(page);
    await button(page, zh ? "核对并发布…" : "Review and send…").click();
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page);
  });
}
