import type { Page } from "@playwright/test";

import { expect, expectAccessible, test } from "./app";
import {
  connected,
  expectSaid,
  handOver,
  LANGUAGES,
  refreshedInVain,
  send,
  signedIn,
  signIn,
  speak,
  TITLE,
  UI,
  written,
} from "./bad-input-desk";
import {
  type FaultyServer,
  HTML,
  json,
  SORRY,
  startFaultyServer,
} from "./faulty-server";

/** What each bad input says: what happened, what was kept, what to do. */
const SAID = {
  "zh-CN": {
    wrongPassword: [
      "账号或密码不对",
      "服务器地址和账号已保留。",
      "核对后再登录。",
    ],
    unreachable: [
      "连不上服务器",
      "没有发出任何内容，已填写的都在。",
      "检查网络和服务器地址，稍后再试。",
    ],
    wrongServer: [
      "应答的不是任务服务器",
      "已填写的和之前读到的都在。",
      "核对地址和端口；也可能是上网认证页或代理挡在中间。",
    ],
    badAddress: [
      "这不是一个服务器地址",
      "已填写的都在。",
      "写成 http://主机:端口 或 https://主机:端口。",
    ],
    refused: [
      `服务器拒绝了：${SORRY}`,
      "已填写的都在。",
      "服务器说明了原因就照它修改；没有说明就稍后再试。",
    ],
    tokenDown: [
      "服务器没有承认这次登录",
      "多半是服务器的登录服务出了故障。",
      "填写的和正在做的事都在，过几分钟再登录。",
    ],
    titleTooLong: "主题连同标记有 10 000 字，最多 60 字",
    nobodyWanted: "征集人数至少 1 人",
    finishFirst: "结束时间要晚于集合时间",
    nobody: "还没有选人，请在通知名单里勾选",
    missing: [
      "还有 6 处要补",
      "请填写任务主题",
      "请填写征集人数",
      "请填写集合时间",
      "请填写结束时间",
      "请选择集合地点，或写一个新地点",
      "还没有选人",
    ],
    sessionEnded: "登录已失效，显示的是已缓存的数据。重新登录后接着做。",
    held: [
      "登录已失效，没有发出",
      "什么都还没有发出。重新登录后会再倒数十秒，然后发出；在那之前都可以撤回。",
    ],
    sent: "已发出",
    notEnded: [
      "登录已失效，还没有结束",
      "什么都还没有发出，任务仍在进行。重新登录后等十秒再发，在那之前可以到发件箱撤回。",
    ],
    end: "结束任务",
  },
  en: {
    wrongPassword: [
      "The name or the password is wrong",
      "The address and the name are kept.",
      "Check them and sign in again.",
    ],
    unreachable: [
      "The server cannot be reached",
      "Nothing was sent, and what you typed is still here.",
      "Check the network and the server's address, then try again.",
    ],
    wrongServer: [
      "What answered is not a task server",
      "What you typed and what was read before is kept.",
      "A network sign-in page or a proxy may also stand in between.",
    ],
    badAddress: [
      "This is not a server address",
      "What you typed is still here.",
      "Write it as http://host:port or https://host:port.",
    ],
    refused: [
      `The server refused: ${SORRY}`,
      "What you typed is still here.",
      "Change what the server names. If it names nothing, try again later.",
    ],
    tokenDown: [
      "The server did not take this sign-in",
      "most likely the server's sign-in service is down.",
      "Sign in again in a few minutes.",
    ],
    titleTooLong:
      "The title with its mark has 10 000 characters, at most 60 fit",
    nobodyWanted: "At least 1 person must be wanted",
    finishFirst: "Finishing must come after gathering",
    nobody: "Nobody is chosen yet: tick someone under Recipients",
    missing: [
      "6 things to mend:",
      "Title is missing",
      "People wanted is missing",
      "Gather time is missing",
      "End time is missing",
      "Choose a gathering place, or enter a new one",
      "Nobody is chosen yet",
    ],
    sessionEnded:
      "The session has ended. Showing cached data. Sign in again and go on.",
    held: [
      "The session has ended; not sent",
      "After you sign in again it counts ten seconds and is sent; until then you can take it back.",
    ],
    sent: "Sent",
    notEnded: [
      "Not ended yet: you are no longer signed in",
      "It is sent ten seconds after you sign in again",
    ],
    end: "End the task",
  },
} as const;

let server: FaultyServer;
test.beforeEach(async () => {
  server = await startFaultyServer();
});
test.afterEach(async () => {
  await server.stop();
});

/** The titles of the tasks that the screen shows. */
const titles = (page: Page) => page.locator("[data-task]");

for (const language of LANGUAGES) {
  const ui = UI[language];
  const said = SAID[language];

  test(`a_connection_that_leads_nowhere_keeps_the_address, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    await page.goto("/connections?add");
    const address = page.getByLabel(ui.address);
    const dialog = page.getByRole("dialog");
    const gone = await startFaultyServer();
    await gone.stop();
    server.fault(HTML, "info");
    for (const [typed, sentences] of [
      ["ftp://muster", said.badAddress],
      [gone.url, said.unreachable],
      [server.url, said.wrongServer],
    ] as const) {
      await address.fill(typed);
      await dialog.getByRole("button", { name: ui.test }).click();
      await expectSaid(dialog, sentences);
      await expect(address).toHaveValue(typed);
      await expectAccessible(page);
    }
  });

  test(`a_sign_in_that_fails_says_why_and_keeps_the_name, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await connected(bridge, server);
    for (const [fault, sentences] of [
      [json({ code: 400, enmsg: "fail" }, 400), said.wrongPassword],
      [HTML, said.wrongServer],
      [json({ code: 500, enmsg: "error", cnmsg: SORRY }, 500), said.refused],
    ] as const) {
      server.fault(fault, "signin");
      await page.goto(`/connections?sign-in=${connection}`);
      const dialog = await signIn(page, language);
      await expectSaid(dialog.getByRole("alert"), sentences);
      await expect(dialog).toContainText(server.url);
      await expect(dialog.getByLabel(ui.username, { exact: true })).toHaveValue(
        "commander",
      );
      await expectAccessible(page);
    }
    // A server that is gone altogether.
    await server.stop();
    await page.goto(`/connections?sign-in=${connection}`);
    await expectSaid(
      (await signIn(page, language)).getByRole("alert"),
      said.unreachable,
    );
  });

  test(`what_cannot_be_sent_is_said_at_its_field_and_kept, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    await page.goto(`/c/${connection}/tasks/new`);
    await page.getByRole("treeitem").first().waitFor();
    const main = page.locator("main");

    // Missing everything.
    await page.getByRole("button", { name: ui.review }).click();
    await expectSaid(page.locator(".summary"), said.missing);

    const typed = [
      [ui.title, "长".repeat(10_000)],
      [ui.wanted, "0"],
      [ui.gather, "2099-03-18 14:00"],
      [ui.finish, "2099-03-18 13:59"],
      [ui.detail, "100% 到位 + 🌊"],
    ] as const;
    const field = (label: string) =>
      page.getByRole("textbox", { name: label, exact: true });
    for (const [label, text] of typed) await field(label).fill(text);
    await page.keyboard.press("Tab");
    await expect(page.getByText(ui.saved)).toBeVisible();
    await page.getByRole("button", { name: ui.review }).click();
    await expectSaid(main, [
      said.titleTooLong,
      said.nobodyWanted,
      said.finishFirst,
      said.nobody,
    ]);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expectAccessible(page);

    await page.reload();
    for (const [label, text] of typed)
      await expect(field(label)).toHaveValue(text);
    expect(server.came("publish")).toEqual([]);
  });

  test(`percent_plus_and_emoji_arrive_as_typed, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    await page.goto(await written(bridge, connection));
    await expect(page.getByLabel(ui.title, { exact: true })).toHaveValue(TITLE);
    await send(page, language);
    await expect(page.getByText(said.sent, { exact: true })).toBeVisible();
    expect(server.titles).toContain(`【演练】${TITLE}`);
    await page.goto(`/c/${connection}/tasks/working`);
    await expect(titles(page).filter({ hasText: TITLE })).toHaveCount(1);
  });

  test(`a_session_that_ends_while_writing_keeps_every_word, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    await page.goto(await written(bridge, connection));
    server.endSession();
    await page.getByLabel(ui.detail).fill("在写的时候登录失效了");
    await page.keyboard.press("Tab");
    await refreshedInVain(bridge, connection);
    await expect(page.getByText(said.sessionEnded)).toBeVisible();
    await expect(page.getByText(ui.saved)).toBeVisible();
    await expect(page.getByRole("treeitem").first()).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("link", { name: ui.signIn, exact: true }).click();
    const dialog = await signIn(page, language);
    await page
      .getByRole("region", { name: ui.drafts })
      .getByRole("link")
      .click();
    await expect(page.getByLabel(ui.detail)).toHaveValue(
      "在写的时候登录失效了",
    );
    await expect(page.getByLabel(ui.title, { exact: true })).toHaveValue(TITLE);
    await send(page, language);
    await expect(page.getByText(said.sent, { exact: true })).toBeVisible();
    expect(server.came("publish")).toHaveLength(1);
  });

  test(`a_session_that_ends_within_the_ten_seconds_holds_the_call_out, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    await page.goto(await written(bridge, connection));
    await handOver(page, language);
    server.endSession();
    await page.getByRole("button", { name: ui.now }).click();
    await expectSaid(page.locator("main"), said.held);
    await expectAccessible(page);
    expect(server.titles).toHaveLength(1);

    await page.locator("a.main").click();
    const dialog = await signIn(page, language);
    await expect(dialog).toBeHidden();
    await expect
      .poll(() => server.titles, { timeout: 20_000 })
      .toContain(`【演练】${TITLE}`);
    expect(server.titles).toHaveLength(2);
  });

  test(`a_token_service_that_is_down_keeps_what_is_written_and_what_was_read, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    const draft = await written(bridge, connection);
    await page.goto(`/c/${connection}/tasks/working/7/responses`);
    await expect(page.getByText("欧阳若岚")).toBeVisible();
    server.loseTokenService();
    await page.keyboard.press("r");
    await expect(page.getByText(said.sessionEnded)).toBeVisible();
    await expect(page.getByText("欧阳若岚")).toBeVisible();

    // Ending a task waits for a session as a call-out does.
    await page.getByRole("button", { name: said.end }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: said.end })
      .click();
    await expectSaid(page.locator("main"), said.notEnded);
    await expectAccessible(page);

    await page.goto(draft);
    await send(page, language);
    await expectSaid(page.locator("main"), said.held);

    // Signing in is answered, and then nobody is known: said as what it is.
    await page.locator("a.main").click();
    const dialog = await signIn(page, language);
    await expectSaid(dialog.getByRole("alert"), said.tokenDown);
    await expect(dialog.getByLabel(ui.password, { exact: true })).toHaveValue(
      "muster",
    );
    await expectAccessible(page);
    expect(server.titles).toHaveLength(1);

    server.mend();
    await dialog.getByRole("button", { name: ui.signIn, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect
      .poll(() => server.titles, { timeout: 20_000 })
      .toContain(`【演练】${TITLE}`);
    expect(server.titles).toHaveLength(2);
  });
}
