import type { Locator, Page } from "@playwright/test";

import { choose, expect, expectAccessible, LOOKS, test, told } from "./app";
import {
  clubDesk,
  drafted,
  fetched,
  LEADER,
  MEMBER,
  seat,
  sent,
  wall,
  written,
  type ClubDesk,
  type ClubRole,
} from "./clubs-desk";
import { use } from "./keys";
import type { Program } from "./programs";
import { ask } from "./publish-desk";

const MISSION = "器材盘点";
const MEETING = "新学期招新动员大会";

/** What the sponsor sent: a mission in three parts, and a meeting that the leader leads. */
async function invited(
  bridge: Program,
  people = [MEMBER, LEADER],
): Promise<ClubDesk> {
  const desk = await clubDesk(bridge);
  const mission = await drafted(bridge, desk, {
    content: MISSION,
    parts: [
      { content: "东门仓库", people: [MEMBER, LEADER] },
      { content: "西门仓库", people: [MEMBER] },
      { content: "南门仓库", people: [LEADER] },
    ],
  });
  await sent(bridge, desk, mission);
  const meeting = await written(bridge, desk, {
    kind: "meeting",
    content: MEETING,
    address: "D101 教室",
    deadline: wall(1),
    people,
    needs_sign_in: true,
    leaders: [LEADER],
  });
  await sent(bridge, desk, meeting);
  return desk;
}

/** Somebody who received it, at the same machine; answers their connection. */
async function receiver(
  bridge: Program,
  { server }: ClubDesk,
  role: ClubRole,
): Promise<string> {
  const connection = await seat(bridge, server.url, role, "社团成员");
  for (const kind of ["clubs", "received_missions", "received_meetings"])
    await fetched(bridge, connection, { kind });
  return connection;
}

const opened = (page: Page, content: string): Locator =>
  page.getByRole("heading", { level: 1, name: content });

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  const word = (chinese: string, english: string): string =>
    zh ? chinese : english;
  const button = (page: Page, chinese: string, english: string): Locator =>
    page.getByRole("button", { name: word(chinese, english), exact: true });

  test(`every screen of what was received, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await choose(bridge, look);
    const desk = await invited(bridge);
    const member = await receiver(bridge, desk, "member");
    for (const [area, content, [act, ask]] of [
      [
        "missions",
        MISSION,
        [
          ["确认收到", "Confirm"],
          ["确认收到这个任务？", "Confirm this mission?"],
        ],
      ],
      [
        "meetings",
        MEETING,
        [
          ["请假", "Ask for leave"],
          ["这个会议请假？", "Ask for leave from this meeting?"],
        ],
      ],
    ] as const) {
      // Who publishes nothing is led to what they received.
      await page.goto(`/c/${member}/${area}`);
      await expect(page).toHaveURL(new RegExp(`/${area}/received$`));
      const row = page.getByRole("link", { name: new RegExp(content) });
      await row.waitFor();
      await expectAccessible(page);
      await row.click();
      await opened(page, content).waitFor();
      await expectAccessible(page);
      await button(page, act[0], act[1]).click();
      await page.getByRole("dialog", { name: word(ask[0], ask[1]) }).waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
      // Who publishes has both lists beside one another.
      await page.goto(`/c/${desk.connection}/${area}`);
      await page
        .getByRole("radio", { name: word("我收到的", "Received") })
        .check({ force: true });
      await expect(page).toHaveURL(new RegExp(`/${area}/received$`));
      await page
        .getByRole("radio", { name: word("我发布的", "Published") })
        .check({ force: true });
      await expect(page).toHaveURL(new RegExp(`/${area}$`));
      await page.getByRole("link", { name: new RegExp(content) }).waitFor();
      await expectAccessible(page);
    }
    await desk.server.stop();
  });
}

test("a_member_replies_by_keyboard_alone_and_reads_it_again_when_the_server_is_gone", async ({
  page,
  bridge,
}) => {
  test.slow();
  const began = Date.now();
  await choose(bridge, { language: "zh-CN", theme: "light" });
  const desk = await invited(bridge);
  const member = await receiver(bridge, desk, "member");
  const button = (name: string): Locator =>
    page.getByRole("button", { name, exact: true });

  await page.goto(`/c/${member}/missions/received`);
  await page.getByRole("link", { name: new RegExp(MISSION) }).waitFor();
  await page.keyboard.press("f");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await opened(page, MISSION).waitFor();
  const parts = page.getByRole("region", { name: "交给我的子任务" });
  await expect(parts.getByRole("listitem")).toHaveCount(2);
  await use(page, button("确认收到"));
  await use(
    page,
    page.getByRole("dialog").getByRole("button", { name: "确认收到" }),
  );
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button("确认收到")).toBeHidden();
  // The button is gone: what was read goes on from its heading.
  await expect(opened(page, MISSION)).toBeFocused();
  await expect(page.getByText("待完成").first()).toBeVisible();
  await use(page, button("完成这项：西门仓库"));
  await expect(page.getByRole("dialog")).toContainText("西门仓库");
  await use(page, button("已经完成"));
  await expect(page.getByRole("dialog")).toBeHidden();
  const west = parts.getByRole("listitem").filter({ hasText: "西门仓库" });
  await expect(west).toContainText("已完成");
  await expect(
    parts.getByRole("listitem").filter({ hasText: "东门仓库" }),
  ).toContainText("未完成");

  await page.goto(`/c/${member}/meetings/received`);
  await page.getByRole("link", { name: new RegExp(MEETING) }).waitFor();
  await page.keyboard.press("f");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await opened(page, MEETING).waitFor();
  await use(page, button("请假"));
  const reason = page.getByRole("textbox", { name: "请假原因" });
  await use(page, reason, "x");
  await reason.fill("感冒🤒");
  await use(
    page,
    page.getByRole("dialog").getByRole("button", { name: "请假" }),
  );
  await expect(page.getByText(/“🤒”服务器存不了/)).toBeVisible();
  await reason.fill("感冒");
  await use(
    page,
    page.getByRole("dialog").getByRole("button", { name: "请假" }),
  );
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button("改为参加")).toBeVisible();
  await expect(button("请假")).toHaveCount(0);
  // What was said is what the sponsor reads.
  await fetched(bridge, desk.connection, { kind: "meetings" });
  await page.goto(`/c/${desk.connection}/meetings`);
  await page.getByRole("link", { name: new RegExp(MEETING) }).click();
  await expect(page.getByRole("grid", { name: "参会名单" })).toContainText(
    "感冒",
  );

  await desk.server.stop();
  for (const [area, content, kept] of [
    ["missions", MISSION, "西门仓库"],
    ["meetings", MEETING, "改为参加"],
  ] as const) {
    await page.goto(`/c/${member}/${area}/received`);
    await page.getByRole("link", { name: new RegExp(content) }).click();
    await opened(page, content).waitFor();
    await expect(page.getByText(kept).first()).toBeVisible();
    await page.keyboard.press("r");
    await expect(page.getByText("连不上服务器")).toHaveText([
      new RegExp(`，显示的是 ${told(began)} 的数据`),
    ]);
    await expectAccessible(page);
  }
});

test("a_leader_who_did_not_publish_shows_the_codes_and_a_member_does_not", async ({
  page,
  context,
  bridge,
}) => {
  test.slow();
  await choose(bridge, { language: "zh-CN", theme: "light" });
  const desk = await invited(bridge);
  for (const role of ["member", "leader"] as const) {
    const connection = await receiver(bridge, desk, role);
    await page.goto(`/c/${connection}/meetings/received`);
    await page.getByRole("link", { name: new RegExp(MEETING) }).click();
    await opened(page, MEETING).waitFor();
    await expect(
      page.getByRole("link", { name: "我要签到" }).last(),
    ).toBeVisible();
    const codes = page.getByRole("button", { name: "投影签到码" });
    if (role === "member") {
      await expect(codes).toHaveCount(0);
      continue;
    }
    const [projector] = await Promise.all([
      context.waitForEvent("page"),
      codes.click(),
    ]);
    await expect(projector.getByRole("img", { name: "签到码" })).toBeVisible();
    await projector.close();
  }
  await desk.server.stop();
});

test("a_leader_who_is_not_invited_answers_nothing_and_sees_when_it_is_over", async ({
  page,
  bridge,
}) => {
  test.slow();
  await choose(bridge, { language: "zh-CN", theme: "light" });
  const desk = await invited(bridge, [MEMBER]);
  const leader = await receiver(bridge, desk, "leader");
  await page.goto(`/c/${leader}/meetings/received`);
  const row = page.getByRole("link", { name: new RegExp(MEETING) });
  // Nobody waits for an answer of theirs, before it was ever opened.
  await expect(row).toContainText("负责签到");
  await row.click();
  await opened(page, MEETING).waitFor();
  const main = page.locator("main");
  await expect(main).toContainText("你负责签到，没有被邀请参会");
  await expect(page.getByRole("button", { name: "投影签到码" })).toBeVisible();
  for (const name of ["确认参加", "请假"])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  await expectAccessible(page);

  const meeting = page.url().split("/").at(-1) ?? "";
  await ask(bridge, "end_meeting", { connection: leader, meeting });
  await expect(main).toContainText("会议已经结束");
  await expect(page.getByRole("button", { name: "投影签到码" })).toBeHidden();
  await desk.server.stop();
});
