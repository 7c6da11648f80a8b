/** What the tests of publishing share: a core that is signed in, and a draft. */

import type { Page } from "@playwright/test";

import { expect } from "./app";
import { startServer, type Program } from "./programs";

/** Asks the core directly: for what a test needs before its page is opened. */
export async function ask<T>(
  bridge: Program,
  name: string,
  args: unknown,
): Promise<T> {
  const response = await fetch(`${bridge.url}/call/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  expect(response.status, name).toBe(200);
  return (await response.json()) as T;
}

export interface Desk {
  server: Program;
  /** The connection's id. */
  connection: string;
}

/** A core that is signed in to a server of its own. */
export async function signedIn(
  bridge: Program,
  role: "commander" | "platoon" = "commander",
  /** Where the core finds the server, if not at its own address. */
  through: (url: string) => Promise<string> = (url) => Promise.resolve(url),
): Promise<Desk> {
  const server = await startServer(["--speed", "0"]);
  const base_url = await through(server.url);
  const { id } = await ask<{ id: string }>(bridge, "add_connection", {
    kind: "militia",
    name: "海珠人武部",
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
  return { server, connection: id };
}

/** A Beijing wall time so many hours from now: `YYYY-MM-DD HH:MM`. */
const wall = (hours: number): string =>
  new Date(Date.now() + (hours + 8) * 3_600_000)
    .toISOString()
    .slice(0, 16)
    .replace("T", " ");

/** A whole draft with one organisation, as if it had been written before. */
export async function written(
  bridge: Program,
  { connection }: Desk,
): Promise<string> {
  await ask(bridge, "refresh", { target: { kind: "roster", connection } });
  const { id: draft } = await ask<{ id: string }>(bridge, "new_draft", {
    connection,
  });
  const info = await ask<{ value: { places: { id: string }[] } }>(
    bridge,
    "get_publish_info",
    { connection },
  );
  await ask(bridge, "save_draft", {
    draft,
    fields: {
      mark: "drill",
      title: "夜间巡堤 100% + 🌊",
      detail: "自带雨衣、头灯、水。",
      wanted: "4",
      gather_at: wall(2),
      finish_at: wall(6),
      place: { kind: "saved", id: info.value.places[0]?.id },
    },
  });
  const rows = await ask<{ value: { rows: { key: string; kind: string }[] } }>(
    bridge,
    "list_picker_rows",
    { draft, view: "orgs", query: "", offset: 0, limit: 50 },
  );
  const org = rows.value.rows.filter(({ kind }) => kind === "org")[1];
  await ask(bridge, "toggle_picker_row", {
    draft,
    view: "orgs",
    key: org?.key,
    on: true,
  });
  return draft;
}

export const address = ({ connection }: Desk, query = ""): string =>
  `/c/${connection}/tasks/new${query}`;

/** Holds a button as long as it asks for, by pointer. */
export async function hold(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).hover();
  await page.mouse.down();
  await expect(page.getByRole("timer")).toBeVisible();
  await page.mouse.up();
}

export async function rehearse(page: Page): Promise<void> {
  await page.getByRole("button", { name: "核对并发布…" }).click();
  await expect(page.getByRole("dialog")).toContainText("核对后发出");
}

export const total = (page: Page) => page.getByRole("region", { name: "合计" });
