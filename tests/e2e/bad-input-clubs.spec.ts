import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, expectAccessible, test } from "./app";
import { LANGUAGES, speak } from "./bad-input-desk";
import {
  clubDesk,
  deskAt,
  fetched,
  missionsAddress,
  people,
  published,
  ROLES,
  seat,
} from "./clubs-desk";
import { startServer, type Program } from "./programs";
import { ask } from "./publish-desk";

const CONTENT = "器材盘点";

const SAID = {
  "zh-CN": {
    mobile: "手机号",
    password: "密码",
    signIn: "登录",
    signature: [
      "服务器不接受这个连接的签名",
      "向服务器管理员核对密钥和签名方式，改好连接设置再试。",
    ],
    unread: "这个会议还没有读到",
    notPermitted: "这个账号无权这样做。请用有权限的账号登录。",
    remind: "提醒未确认 1 人",
    send: "发出提醒",
    nobody: "服务器答复：没有需要提醒的人",
    nobodyAndNoWord: "服务器没有提醒任何人，也没有说明原因。",
    last: /^上次 /,
    more: "更多",
    revert: "撤销任务",
    noWord: "服务器拒绝了，没有说明原因",
  },
  en: {
    mobile: "Mobile number",
    password: "Password",
    signIn: "Sign in",
    signature: [
      "The server does not accept this connection's signature",
      "Check the secret and the way of signing with the server's administrator, correct the connection's settings and try again.",
    ],
    unread: "This meeting was not read yet",
    notPermitted:
      "This account may not do that. Sign in with an account that may.",
    remind: "Remind unconfirmed (1)",
    send: "Send reminder",
    nobody: "The server says: 没有需要提醒的人",
    nobodyAndNoWord: "The server reminded nobody, and gave no reason.",
    last: /^last /,
    more: "More",
    revert: "Take back",
    noWord: "The server refused without saying why",
  },
} as const;

/** Stands before the reference backend and answers some paths itself: 3000, with these words. */
interface Gate {
  url: string;
  refuse: (path: string, words: string) => void;
  stop: () => Promise<void>;
}

async function gate(to: Program): Promise<Gate> {
  const refusals = new Map<string, string>();
  const { host, hostname, port } = new URL(to.url);
  const server: Server = createServer((asked, answer) => {
    const path = asked.url ?? "/";
    const words = refusals.get(path.slice(path.lastIndexOf("/") + 1));
    if (words !== undefined) {
      asked.resume();
      answer.setHeader("content-type", "application/json");
      const sys_time = Date.now();
      const refused = {
        result_code: 3000,
        result_msg: words,
        sys_time,
        data: {},
      };
      answer.end(JSON.stringify(refused));
      return;
    }
    const { method } = asked;
    const headers = { ...asked.headers, host };
    const passed = request(
      { hostname, port, path, method, headers },
      (from) => {
        answer.writeHead(from.statusCode ?? 502, from.headers);
        from.pipe(answer);
      },
    );
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    refuse: (path, words) => void refusals.set(path, words),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

for (const language of LANGUAGES) {
  const said = SAID[language];

  test(`a_wrong_signature_says_what_to_check, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const server = await startServer(["--speed", "0"]);
    const { id } = await ask<{ id: string }>(bridge, "add_connection", {
      kind: "weclubs",
      name: "灯塔社",
      base_url: server.url,
      modules: { task: null, sign_in: null, location: null },
      crs: "gcj02",
      weclubs: {
        caller: null,
        secret: "0123456789abcdef0123456789abcdef",
        signature: "md5_of_sha1",
        code_host: null,
      },
    });
    await page.goto(`/connections?sign-in=${id}`);
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(said.mobile).fill(ROLES.sponsor);
    await dialog
      .getByLabel(said.password, { exact: true })
      .fill("muster-sponsor");
    await dialog
      .getByRole("button", { name: said.signIn, exact: true })
      .click();
    for (const sentence of said.signature)
      await expect(dialog).toContainText(sentence);
    await expectAccessible(page);
    await server.stop();
  });

  test(`somebody_elses_meeting_says_that_it_is_not_ours, ${language}`, async ({
    page,
    bridge,
  }) => {
    await speak(bridge, language);
    const { server, connection } = await clubDesk(bridge);
    await fetched(bridge, connection, { kind: "meetings" });
    const meetings = await ask<{ value: { rows: { id: string }[] } }>(
      bridge,
      "list_meetings",
      { connection, filter: "", offset: 0, limit: 1 },
    );
    const meeting = meetings.value.rows[0]?.id ?? "";
    expect(meeting).not.toBe("");
    const stranger = await seat(bridge, server.url, "outsider", "别的社团");
    await page.goto(`/c/${stranger}/meetings/${meeting}`);
    await expect(
      page.getByRole("heading", { name: said.unread }),
    ).toBeVisible();
    await expect(page.getByText(said.notPermitted).first()).toBeVisible();
    await expectAccessible(page);
    await server.stop();
  });

  test(`a_refusal_without_words_is_a_sentence_all_the_same, ${language}`, async ({
    page,
    bridge,
  }) => {
    test.slow();
    await speak(bridge, language);
    const behind = await startServer(["--speed", "0"]);
    const front = await gate(behind);
    const desk = await deskAt(bridge, behind, front.url);
    const [one] = await people(bridge, desk, 1);
    const mission = await published(bridge, desk, {
      content: CONTENT,
      people: [one?.student ?? ""],
    });
    const remind = async (): Promise<void> => {
      await page.getByRole("button", { name: said.remind }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: said.send })
        .click();
    };
    await page.goto(missionsAddress(desk, `/${mission}`));
    front.refuse("remind_confirm_mission", "没有需要提醒的人");
    await remind();
    await expect(page.getByText(said.nobody)).toBeVisible();
    front.refuse("remind_confirm_mission", "");
    await remind();
    await expect(page.getByText(said.nobodyAndNoWord)).toBeVisible();
    // Nobody was reminded.
    await expect(page.getByText(said.last)).toHaveCount(0);

    front.refuse("revert_mission", "");
    await page.getByRole("button", { name: said.more, exact: true }).click();
    await page.getByRole("menuitem", { name: said.revert }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: said.revert })
      .click();
    // It is read back first.
    await expect(page.getByText(said.noWord)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("heading", { name: CONTENT })).toBeVisible();
    await expectAccessible(page);
    await front.stop();
    await behind.stop();
  });
}
