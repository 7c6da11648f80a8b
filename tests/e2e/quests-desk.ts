/** What the tests of quests share: a core that is signed in to a board. */

import type { Page } from "@playwright/test";

import { test as base } from "./app";
import { startServer, type Program } from "./programs";
import { ask } from "./publish-desk";

export interface QuestDesk {
  server: Program;
  /** The connection's id. */
  connection: string;
}

type Role = "user" | "admin";

/** A connection of this account, signed in and with its board read; answers its id. */
export async function seat(
  bridge: Program,
  base_url: string,
  role: Role,
): Promise<string> {
  const { id } = await ask<{ id: string }>(bridge, "add_connection", {
    kind: "questboard",
    name: role === "admin" ? "管理员" : "农场",
    base_url,
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  });
  await ask(bridge, "sign_in", {
    connection: id,
    username: role,
    password: `muster-${role}`,
    allow_plain: true,
  });
  await fetched(bridge, id, { kind: "board" });
  await fetched(bridge, id, { kind: "categories" });
  return id;
}

/** Reads a view of the server now. */
export const fetched = (
  bridge: Program,
  connection: string,
  view: object,
): Promise<unknown> =>
  ask(bridge, "refresh", { target: { kind: "quests", connection, view } });

const started: Program[] = [];

/** Servers of quests end with the test that started them. */
export const test = base.extend<{ servers: void }>({
  servers: [
    async ({}, use) => {
      await use();
      for (const server of started.splice(0)) await server.stop();
    },
    { auto: true },
  ],
});

/** A core that is signed in to a server of its own, whose people stand still. */
export async function questDesk(
  bridge: Program,
  role: Role = "user",
  options: string[] = ["--speed", "0"],
): Promise<QuestDesk> {
  const server = await startServer(options);
  started.push(server);
  return { server, connection: await seat(bridge, server.url, role) };
}

/** The id of a quest by its name. */
export async function questOf(
  bridge: Program,
  { connection }: Pick<QuestDesk, "connection">,
  name: string,
): Promise<string> {
  const read = await ask<{ value: { rows: { id: string; name: string }[] } }>(
    bridge,
    "list_quests",
    {
      connection,
      filter: { kind: null, status: null, category: null, text: "" },
      sort: "board",
      descending: false,
      offset: 0,
      limit: 200,
    },
  );
  return read.value.rows.find((row) => row.name === name)?.id ?? "";
}

export const boardAddress = (
  { connection }: Pick<QuestDesk, "connection">,
  path = "",
): string => `/c/${connection}/quests${path}`;

/** Opens the board, or a page of it, and waits for it. */
export async function openBoard(
  page: Page,
  desk: QuestDesk,
  path = "",
): Promise<void> {
  await page.goto(boardAddress(desk, path));
  await page.getByText("每日登录").first().waitFor();
}

/** Reads a quest and opens it beside the board; answers its id. */
export async function openQuest(
  page: Page,
  bridge: Program,
  desk: QuestDesk,
  name: string,
): Promise<string> {
  const quest = await questOf(bridge, desk, name);
  await fetched(bridge, desk.connection, { kind: "quest", quest });
  await openBoard(page, desk, `/${quest}`);
  return quest;
}
