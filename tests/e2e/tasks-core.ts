import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { expect } from "./app";
import { ROOT, type Program } from "./programs";

/** Calls a command of the core behind a bridge; fails where the core does. */
export async function call(
  bridge: Program,
  name: string,
  args: object,
): Promise<unknown> {
  const response = await fetch(`${bridge.url}/call/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  const result: unknown = await response.json();
  expect(response.status, `${name}: ${JSON.stringify(result)}`).toBe(200);
  return result;
}

interface Account {
  connector: string;
  role: string;
  username: string;
  password: string;
}

/** The sample accounts, as the server itself prints them. */
function accounts(): Account[] {
  const program =
    process.env["MUSTER_SERVER"] ?? join(ROOT, "target/debug/muster-server");
  return JSON.parse(
    execFileSync(program, ["--accounts"], { encoding: "utf8" }),
  ) as Account[];
}

/** Adds a connection to a server and signs in as one of its accounts; answers the connection's id. */
export async function connect(
  bridge: Program,
  server: Program,
  role: string,
): Promise<string> {
  const account = accounts().find(
    (one) => one.connector === "militia" && one.role === role,
  );
  expect(account, role).toBeDefined();
  const { id } = (await call(bridge, "add_connection", {
    kind: "militia",
    name: "",
    base_url: server.url,
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  })) as { id: string };
  await call(bridge, "sign_in", {
    connection: id,
    username: account?.username,
    password: account?.password,
    allow_plain: true,
  });
  return id;
}

interface Listed {
  value: { rows: { summary: { id: string; title: string } }[] } | null;
}

/** Signs in as the commander and reads everything of a task; answers where it is. */
export async function readTask(
  bridge: Program,
  server: Program,
  title: string,
): Promise<{ connection: string; task: string; path: string }> {
  const connection = await connect(bridge, server, "commander");
  const list = { connection, list: "working", page: 1 };
  await call(bridge, "refresh", { target: { kind: "tasks", ...list } });
  const { value } = (await call(bridge, "list_tasks", {
    ...list,
    filter: "",
  })) as Listed;
  const task =
    value?.rows.find(({ summary }) => summary.title.includes(title))?.summary
      .id ?? "";
  expect(task).not.toBe("");
  for (const kind of ["task", "people", "responses", "check_ins", "positions"])
    await call(bridge, "refresh", { target: { kind, connection, task } });
  return { connection, task, path: `/c/${connection}/tasks/working/${task}` };
}
