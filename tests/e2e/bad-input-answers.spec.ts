import type { Locator, Page } from "@playwright/test";

import { expect, expectAccessible, test, told } from "./app";
import {
  expectSaid,
  LANGUAGES,
  send,
  signedIn,
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

/** What each bad answer says. */
const SAID = {
  "zh-CN": {
    asOf: "数据截至 ",
    html: "应答的不是任务服务器。核对地址和端口；也可能是上网认证页或代理挡在中间。",
    broken: (path: string) =>
      `服务器的应答看不懂（${path}）。再试一次；若仍如此，请把括号内的位置告诉服务器管理员。`,
    refused: `服务器拒绝了：${SORRY}。服务器说明了原因就照它修改；没有说明就稍后再试。`,
    gone: (time: string) => new RegExp(`连不上服务器，显示的是 ${time} 的数据`),
    noTask: "没有进行中的任务",
    untitled: "（无标题）",
    noPhase: "阶段不明",
    nameless: "（无姓名）",
    two: "共 2 项",
    taskUnread: "这个任务还没有读到",
    nobodyNotified: "还没有通知任何人",
    nobodyAccepted: "还没有人接受",
    nobodyCalled: "没有参与人员",
    rosterUnread: "名单没有读到",
    rosterEmpty: "名单里没有人",
    rejected: [
      "服务器没有接受",
      `服务器拒绝了：${SORRY}`,
      "没有通知任何人。草稿和名单都在，改好后可以再发。",
    ],
    unknown: [
      "不确定有没有发出",
      "发出后连接断了。服务器仍可能已经收下，草稿先留着；为了不重复打电话，不会自动再发。",
    ],
    unknownHtml: [
      "不确定有没有发出",
      "应答的不是任务服务器。服务器仍可能已经收下，草稿先留着；",
    ],
    searched:
      "列表完整读过两遍，没有找到它。请到发件箱决定：再找一次，或认定没有发出。",
    sent: "已发出",
    edit: "回到草稿修改",
    notEnded: `没有结束：服务器拒绝了：${SORRY}`,
    end: "结束任务",
  },
  en: {
    asOf: "Data as of ",
    html: "What answered is not a task server. Check the address and port. A network sign-in page or a proxy may also stand in between.",
    broken: (path: string) =>
      `The server's answer makes no sense (${path}). Try again. If it stays so, tell the server's administrator the place in brackets.`,
    refused: `The server refused: ${SORRY}. Change what the server names. If it names nothing, try again later.`,
    gone: (time: string) =>
      new RegExp(`The server cannot be reached\\. Showing data as of ${time}`),
    noTask: "No task is running",
    untitled: "(no title)",
    noPhase: "Phase unknown",
    nameless: "(no name)",
    two: "2 items",
    taskUnread: "This task was not read yet",
    nobodyNotified: "Nobody was notified yet",
    nobodyAccepted: "Nobody accepted yet",
    nobodyCalled: "No people",
    rosterUnread: "The roster could not be read",
    rosterEmpty: "The roster is empty",
    rejected: [
      "The server refused",
      `The server refused: ${SORRY}`,
      "nobody was called. Draft and people are kept; mend it and send again.",
    ],
    unknown: [
      "Not certain whether it was sent",
      "The connection was cut after sending. The server may have accepted it all the same, so the draft is kept.",
    ],
    unknownHtml: [
      "Not certain whether it was sent",
      "What answered is not a task server. The server may have accepted it all the same, so the draft is kept.",
    ],
    searched:
      "The lists were read twice and it is not there. Decide in the outbox: look again, or settle that it was not sent.",
    sent: "Sent",
    edit: "Back to the draft",
    notEnded: `Not ended: The server refused: ${SORRY}`,
    end: "End the task",
  },
} as const;

/** Real servers answer some failures with two documents in one body. */
const TWO_DOCUMENTS = {
  status: 500,
  body: `${JSON.stringify({ cnmsg: SORRY })}${JSON.stringify({ code: 200, cnmsg: "成功" })}`,
};
/** Searching for a call-out takes two readings, two and five seconds apart. */
const SEARCH = { timeout: 30_000 };

/** Presses the key that reads again, until something shows: it is deaf while a reading is under way. */
async function readUntil(page: Page, sign: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("r");
    await expect(sign).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

let server: FaultyServer;
test.beforeEach(async () => {
  server = await startFaultyServer();
});
test.afterEach(async () => {
  await server.stop();
});

for (const language of LANGUAGES) {
  const ui = UI[language];
  const said = SAID[language];

  test(`an_answer_that_is_none_leaves_what_was_read_with_its_age, ${language}`, async ({
    page,
    bridge,
  }) => {
    const began = Date.now();
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    await page.goto(`/c/${connection}/tasks/working/7/responses`);
    const task = page.getByRole("link", { name: /珠江防汛 夜间巡堤/ });
    const person = page.getByText("欧阳若岚");
    const main = page.locator("main");
    await expect(person).toBeVisible();
    await expect(task).toBeVisible();
    for (const [fault, sentence, ...calls] of [
      [HTML, said.html, "working", "detail", "response"],
      [json({ data: "?" }), said.broken("data"), "working"],
      [json({ mem_list: "?" }), said.broken("mem_list"), "response"],
      [json([]), said.broken("."), "detail"],
      [json({ cnmsg: SORRY }, 500), said.refused, "working", "response"],
      [TWO_DOCUMENTS, said.refused, "working", "response"],
    ] as const) {
      server.mend();
      server.fault(fault, ...calls);
      await readUntil(page, main.filter({ hasText: sentence }));
      await expect(main).toContainText(
        new RegExp(`${said.asOf}${told(began, language)}`),
      );
      await expect(person).toBeVisible();
      await expect(task).toBeVisible();
    }
    await expectAccessible(page);

    server.hangUp();
    const gone = page.getByText(said.gone(told(began, language)));
    await readUntil(page, gone);
    await page.reload();
    await expect(person).toBeVisible();
    await expect(task).toBeVisible();
    await expect(gone).toBeVisible();

    server.mend();
    await page.keyboard.press("r");
    await expect(gone).toBeHidden();
    await expect(main).not.toContainText(said.asOf);
  });

  test(`two_documents_in_a_good_answer_are_read_up_to_the_first, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    const first = JSON.stringify({ data: [{ task_id: 9, title: "第一份" }] });
    server.fault({ body: `${first}${TWO_DOCUMENTS.body}` }, "working");
    await page.goto(`/c/${connection}/tasks/working`);
    await expect(page.getByRole("link", { name: /第一份/ })).toBeVisible();
    await expect(page.locator("main")).not.toContainText(SORRY);
  });

  test(`what_is_missing_or_null_is_nothing_and_not_a_failure, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    const main = page.locator("main");
    const tasks = `/c/${connection}/tasks/working`;
    for (const answer of [{}, { data: null }]) {
      server.fault(json(answer), "working");
      await page.goto(tasks);
      await readUntil(page, main.filter({ hasText: said.noTask }));
    }
    // A row without a single fact, and a word that nobody knows.
    server.fault(
      json({ data: [{}, { task_id: 7, title: "珠江防汛", status: "??" }] }),
      "working",
    );
    await readUntil(page, page.getByRole("link", { name: said.untitled }));
    await expect(page.getByRole("link", { name: said.untitled })).toContainText(
      said.noPhase,
    );
    await expect(main).toContainText(said.two);
    await expect(page.getByRole("link", { name: /珠江防汛/ })).toContainText(
      "??",
    );
    server.fault(json({ mem_list: null, notify_count: null }), "response");
    await page.goto(`${tasks}/7/responses`);
    await expect(main).toContainText(said.nobodyNotified);
    server.fault(json({ mem_list: null }), "gather");
    await page.goto(`${tasks}/7/check-ins`);
    await expect(main).toContainText(said.nobodyAccepted);
    server.fault(json({ offices: null, orgs: null, indiv: null }), "people");
    await page.goto(`${tasks}/7/people`);
    await expect(main).toContainText(said.nobodyCalled);
    await expectAccessible(page);

    server.fault(
      json({
        mem_list: [
          { soldier_id: 1, name: "欧阳若岚", status: "??" },
          { soldier_id: 2, status: null },
        ],
      }),
      "response",
      "gather",
    );
    for (const tab of ["responses", "check-ins"]) {
      await page.goto(`${tasks}/7/${tab}`);
      const row = page.getByRole("row").filter({ hasText: "欧阳若岚" });
      await readUntil(page, row);
      await expect(row).toContainText("??");
      await expect(page.getByRole("grid")).toContainText(said.nameless);
    }
    await expectAccessible(page);
  });

  test(`a_task_without_a_single_fact_says_so, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    server.fault(json({}), "detail");
    await page.goto(`/c/${connection}/tasks/working/7`);
    await expectSaid(page.locator("main"), [
      said.taskUnread,
      said.broken("task_id"),
    ]);
    await expectAccessible(page);
    server.mend();
    await page.getByRole("button", { name: ui.retry }).first().click();
    await expect(
      page.getByRole("heading", { level: 1, name: /珠江防汛/ }),
    ).toBeVisible();
  });

  test(`a_roster_that_is_none_keeps_what_is_written, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    server.fault(json({}), "orgs");
    await page.goto(`/c/${connection}/tasks/new`);
    const main = page.locator("main");
    await expectSaid(main, [said.rosterUnread, said.broken("detail")]);
    await page.getByLabel(ui.title, { exact: true }).fill(TITLE);
    await page.keyboard.press("Tab");
    await expect(page.getByText(ui.saved)).toBeVisible();
    await expectAccessible(page);

    server.fault(json({ detail: { orgs: null, lower_offices: null } }), "orgs");
    server.fault(
      json({ office_detail: { members: null, lower_offices: null } }),
      "offices",
    );
    server.fault(json({ is_office: true, places: null }), "info");
    await page.getByRole("button", { name: ui.retry }).click();
    await expect(main).not.toContainText(said.rosterUnread);
    await expectAccessible(page);
    await expect(page.getByLabel(ui.title, { exact: true })).toHaveValue(TITLE);
  });

  test(`a_call_out_that_the_server_refuses_is_looked_for_and_kept, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    await page.goto(await written(bridge, connection));
    server.fault(TWO_DOCUMENTS, "publish");
    await send(page, language);
    const main = page.locator("main");
    await expect(main).toContainText(said.rejected[0], SEARCH);
    await expectSaid(main, said.rejected);
    await expectAccessible(page);
    await page.getByRole("button", { name: said.edit }).click();
    await expect(page.getByLabel(ui.title, { exact: true })).toHaveValue(TITLE);
    expect(server.came("publish")).toHaveLength(1);
  });

  test(`a_call_out_that_is_cut_off_is_found_and_not_sent_again, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    await page.goto(await written(bridge, connection));
    server.fault("cut", "publish");
    await send(page, language);
    await expectSaid(page.locator("main"), said.unknown);
    await expectAccessible(page);
    await expect(page.getByText(said.sent, { exact: true })).toBeVisible(
      SEARCH,
    );
    expect(server.came("publish")).toHaveLength(1);
  });

  test(`a_call_out_that_a_web_page_answers_is_left_to_the_user, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    const draft = await written(bridge, connection);
    await page.goto(draft);
    server.fault(HTML, "publish");
    await send(page, language);
    const main = page.locator("main");
    await expectSaid(main, said.unknownHtml);
    await expect(main).toContainText(said.searched, SEARCH);
    expect(server.came("publish")).toHaveLength(1);
  });

  test(`an_ending_that_the_server_refuses_leaves_the_task_running, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const connection = await signedIn(bridge, server);
    server.fault(TWO_DOCUMENTS, "finish");
    await page.goto(`/c/${connection}/tasks/working/7`);
    await page.getByRole("button", { name: said.end }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: said.end }).click();
    await expect(page.getByRole("alert")).toContainText(said.notEnded);
    await expectAccessible(page);
    // It can be asked for again.
    await expect(page.getByRole("button", { name: said.end })).toBeEnabled();
    expect(server.came("finish")).toHaveLength(1);
  });
}
