import { answer, expect, expectAccessible, test } from "./app";
import {
  address,
  type Desk,
  hold,
  rehearse,
  signedIn,
  written,
} from "./publish-desk";

let desk: Desk;
test.afterEach(async () => {
  await desk.server.stop();
});

test("leaving_during_the_ten_seconds_does_not_cancel", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  await page.goto(address(desk, `?draft=${draft}`));
  let published = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/call/publish_task")) published += 1;
  });
  await rehearse(page);
  await hold(page, "按住两秒发出");
  await expect(page.getByText(/离开这一页不会取消/)).toBeVisible();
  await page.getByRole("link", { name: "发件箱" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("发件箱");
  await page.goBack();
  await expect(page.getByText("已发出", { exact: true })).toBeVisible({
    timeout: 20_000,
  });
  expect(published).toBe(1);
});

/** An entry of the outbox in a state that a server seldom brings about. */
const entry = (state: string, more: object = {}) => ({
  offset: 0,
  total: 1,
  rows: [
    {
      id: "e1",
      connection: "c1",
      connection_name: "海珠人武部",
      elsewhere: null,
      draft: null,
      kind: "publish_task",
      title: "【演练】夜间巡堤",
      people: 6,
      state,
      created_at: Date.now(),
      changed_at: Date.now(),
      send_at: Date.now(),
      attempts: 1,
      problem: null,
      search: null,
      task: null,
      ...more,
    },
  ],
});

for (const [what, rows, words] of [
  [
    "unknown",
    entry("unknown", { search: { searched_at: 1, readings: 1, found: [] } }),
    ["不确定有没有发出", "不会自动再发", "已读 1 遍"],
  ],
  [
    "rejected",
    entry("rejected", {
      problem: { code: "rejected", message: "<b>人数不足</b>" },
    }),
    ["服务器没有接受", "<b>人数不足</b>", "草稿和名单都在"],
  ],
  [
    "held",
    entry("queued", { problem: { code: "not_signed_in", connection: "c1" } }),
    ["登录已失效，没有发出", "再倒数十秒"],
  ],
  [
    "given up",
    entry("taken_back", { problem: { code: "unreachable" } }),
    ["没有发出，已回到草稿", "连不上服务器"],
  ],
] as const) {
  test(`a call-out that is ${what} says what to do`, async ({
    page,
    bridge,
  }) => {
    desk = await signedIn(bridge);
    await answer(page, "list_outbox", rows);
    await page.goto(address(desk, "?draft=d1&entry=e1"));
    for (const sentence of words)
      await expect(page.locator("main")).toContainText(sentence);
    await expectAccessible(page);
  });
}
