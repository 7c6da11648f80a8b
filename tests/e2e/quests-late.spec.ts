import { join } from "node:path";

import { expect, test } from "./app";
import { startServer, temporaryFolder, type Program } from "./programs";
import { ask } from "./publish-desk";
import {
  fetched,
  openQuest,
  questDesk,
  questOf,
  seat,
  type QuestDesk,
} from "./quests-desk";

const GONE = "集市采购";
const TAKEN = "清晨巡护";

let desk: QuestDesk;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
test.beforeEach(async () => {
  folder = await temporaryFolder();
});
test.afterEach(async () => {
  await desk.server.stop();
  await folder.remove();
});

/** Waits until the write was tried in vain; answers its id. */
async function triedInVain(bridge: Program, quest: string): Promise<string> {
  const of = { kind: "quest", connection: desk.connection, quest };
  let tried = "";
  await expect(async () => {
    const { rows } = await ask<{
      rows: { id: string; problem: { code: string } | null }[];
    }>(bridge, "list_outbox", { offset: 0, limit: 1, of });
    expect(rows[0]?.problem?.code).toBe("unreachable");
    tried = rows[0]?.id ?? "";
  }).toPass();
  return tried;
}

test("an_accept_that_lost_its_sense_while_it_waited_says_why_and_what_to_do", async ({
  page,
  bridge,
}) => {
  test.slow();
  const options = ["--speed", "0", "--db", join(folder.path, "server.db")];
  desk = await questDesk(bridge, "user", options);
  const { connection } = desk;
  const address = new URL(desk.server.url).host;
  const taken = await questOf(bridge, desk, TAKEN);
  await fetched(bridge, connection, { kind: "quest", quest: taken });
  const gone = await openQuest(page, bridge, desk, GONE);

  await desk.server.stop();
  const accept = page.getByRole("button", { name: "接取", exact: true });
  await accept.click();
  await page.getByText("接取任务 · 等待发出").waitFor();
  const deleted = await triedInVain(bridge, gone);
  await page.getByRole("link", { name: TAKEN }).click();
  await page.getByRole("heading", { level: 1, name: TAKEN }).waitFor();
  await accept.click();
  await page.getByText("接取任务 · 等待发出").waitFor();
  const accepted = await triedInVain(bridge, taken);

  // Elsewhere the server can be reached meanwhile.
  const meanwhile = await startServer(options);
  const admin = await seat(bridge, meanwhile.url, "admin");
  const user = await seat(bridge, meanwhile.url, "user");
  await ask(bridge, "delete_quest", { connection: admin, quest: gone });
  await ask(bridge, "accept_quest", { connection: user, quest: taken });
  await expect(async () => {
    const counts = await ask<{ moving: number }>(bridge, "count_outbox", {});
    expect(counts.moving).toBe(2);
  }).toPass();
  await meanwhile.stop();

  desk.server = await startServer(options, address);
  for (const entry of [deleted, accepted])
    await ask(bridge, "send_now", { entry });
  await page.getByText("接取任务 · 被拒绝").waitFor();
  await expect(page.getByText("这个任务已经接取过了")).toBeVisible();
  await expect(page.getByText("在进行中的任务里继续做")).toBeVisible();
  await expect(page.getByRole("button", { name: "放弃" })).toBeVisible();

  await page.goBack();
  await page.getByRole("heading", { name: "任务已删除" }).waitFor();
  await expect(page.getByText("接取任务 · 被拒绝")).toBeVisible();
  await expect(page.getByText("可能已被管理员删除")).toBeVisible();
  const counts = await ask(bridge, "count_outbox", {});
  expect(counts).toEqual({ moving: 0, needs_you: 0 });
});
