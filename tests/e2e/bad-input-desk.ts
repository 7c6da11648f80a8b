import type { Locator, Page } from "@playwright/test";

import { choose, expect } from "./app";
import { type FaultyServer, wall } from "./faulty-server";
import type { Program } from "./programs";
import { call } from "./tasks-core";

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is pressed and read on the way, in each language. */
export const UI = {
  "zh-CN": {
    signIn: "登录",
    username: "用户名",
    password: "密码",
    address: "服务器地址",
    test: "测试连接",
    title: "任务主题",
    wanted: "征集人数",
    gather: "集合时间",
    finish: "结束时间",
    detail: "任务详情",
    saved: "草稿已保存",
    review: "核对并发布…",
    hold: "按住两秒发出",
    now: "立即发出",
    retry: "重试",
    outbox: "发件箱",
    drafts: "草稿",
  },
  en: {
    signIn: "Sign in",
    username: "Name",
    password: "Password",
    address: "Server address",
    test: "Test connection",
    title: "Title",
    wanted: "People wanted",
    gather: "Gather time",
    finish: "End time",
    detail: "Details",
    saved: "Draft saved",
    review: "Review and send…",
    hold: "Hold two seconds to send",
    now: "Send now",
    retry: "Try again",
    outbox: "Outbox",
    drafts: "Drafts",
  },
} as const;

/** Puts the language into force before the page is opened. */
export const speak = (bridge: Program, language: Language): Promise<void> =>
  choose(bridge, { language, theme: "light" });

/** A connection to a server; answers its id. */
export async function connected(
  bridge: Program,
  server: FaultyServer,
): Promise<string> {
  const { id } = (await call(bridge, "add_connection", {
    kind: "militia",
    name: "海珠人武部",
    base_url: server.url,
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  })) as { id: string };
  return id;
}

/** A connection that is signed in; answers its id. */
export async function signedIn(
  bridge: Program,
  server: FaultyServer,
): Promise<string> {
  const connection = await connected(bridge, server);
  await call(bridge, "sign_in", {
    connection,
    username: "commander",
    password: "muster",
    allow_plain: true,
  });
  return connection;
}

/** Reads the roster again, which the server does not answer any more. */
export async function refreshedInVain(
  bridge: Program,
  connection: string,
): Promise<void> {
  const response = await fetch(`${bridge.url}/call/refresh`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ target: { kind: "roster", connection } }),
  });
  expect(response.status).toBe(400);
}

/** Fills the sign-in dialog and sends it. */
export async function signIn(page: Page, language: Language): Promise<Locator> {
  const ui = UI[language];
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(ui.username, { exact: true }).fill("commander");
  await dialog.getByLabel(ui.password, { exact: true }).fill("muster");
  await dialog.getByRole("button", { name: ui.signIn, exact: true }).click();
  return dialog;
}

/** The draft that the tests send; its title is what servers stumble over. */
export const TITLE = "夜间巡堤 100% + 🌊 %2B";

/** A whole draft for one organisation, as if it had been written before; answers its address. */
export async function written(
  bridge: Program,
  connection: string,
): Promise<string> {
  await call(bridge, "refresh", { target: { kind: "roster", connection } });
  const { id: draft } = (await call(bridge, "new_draft", { connection })) as {
    id: string;
  };
  await call(bridge, "save_draft", {
    draft,
    fields: {
      mark: "drill",
      title: TITLE,
      detail: "自带雨衣、头灯 1+1 个，100% 到位 🙏",
      wanted: "2",
      gather_at: wall(2).slice(0, 16),
      finish_at: wall(6).slice(0, 16),
      place: { kind: "saved", id: "5" },
    },
  });
  const { value } = (await call(bridge, "list_picker_rows", {
    draft,
    view: "orgs",
    query: "",
    offset: 0,
    limit: 50,
  })) as { value: { rows: { key: string; kind: string }[] } };
  const org = value.rows.find(({ kind }) => kind === "org");
  expect(org).toBeDefined();
  await call(bridge, "toggle_picker_row", {
    draft,
    view: "orgs",
    key: org?.key,
    on: true,
  });
  return `/c/${connection}/tasks/new?draft=${draft}`;
}

/** From the draft's page into the ten seconds. */
export async function handOver(page: Page, language: Language): Promise<void> {
  const ui = UI[language];
  await page.getByRole("button", { name: ui.review }).click();
  await page.getByRole("button", { name: ui.hold }).hover();
  await page.mouse.down();
  await expect(page.getByRole("timer")).toBeVisible();
  await page.mouse.up();
}

/** Hands the draft over and ends the ten seconds. */
export async function send(page: Page, language: Language): Promise<void> {
  await handOver(page, language);
  await page.getByRole("button", { name: UI[language].now }).click();
}

/** Expects the sentences, in this order, somewhere in one place. */
export async function expectSaid(
  place: Locator,
  sentences: readonly string[],
): Promise<void> {
  for (const sentence of sentences) await expect(place).toContainText(sentence);
}
