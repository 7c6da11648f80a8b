/** What the tests of moments jobs share: a core that is signed in to a server with some. */

import { startServer, type Program } from "./programs";
import { ask } from "./publish-desk";

export interface MomentDesk {
  server: Program;
  /** The connection's id. */
  connection: string;
}

export interface Job {
  id: string;
  /** Of its list. */
  title: string;
  counts: { done: number; waiting: number; total: number };
}

const PLATFORM = "8";
export const SHOP = { id: "51", name: "海滨优选超市" };
export const BOOKS = { id: "52", name: "榕荫书店" };
/** A task of the shop with jobs on most days, and one with none. */
export const DAILY = { id: "71", name: "每日好物" };
export const QUIET = { id: "74", name: "新店开业预热" };

const fetched = (
  bridge: Program,
  connection: string,
  view: object,
): Promise<unknown> =>
  ask(bridge, "refresh", { target: { kind: "moments", connection, view } });

/** Signed in as the manager of two enterprises; none is chosen. */
export async function unseated(bridge: Program): Promise<MomentDesk> {
  const server = await startServer(["--speed", "0"]);
  const { id } = await ask<{ id: string }>(bridge, "add_connection", {
    kind: "soptask",
    name: "门店",
    base_url: server.url,
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
    soptask: { uniacid: PLATFORM },
  });
  await ask(bridge, "sign_in", {
    connection: id,
    username: "10060000000",
    password: "muster-manager",
    allow_plain: true,
  });
  await fetched(bridge, id, { kind: "enterprises" });
  return { server, connection: id };
}

/** The same, at the shop, with its tasks and their jobs read. */
export async function momentDesk(bridge: Program): Promise<MomentDesk> {
  const desk = await unseated(bridge);
  const { connection } = desk;
  await ask(bridge, "choose_enterprise", { connection, enterprise: SHOP.id });
  for (const view of [
    { kind: "enterprises" },
    { kind: "tasks" },
    { kind: "jobs", task: DAILY.id, day: null },
    { kind: "jobs", task: QUIET.id, day: null },
  ])
    await fetched(bridge, connection, view);
  return desk;
}

interface Listed {
  value: {
    rows: {
      job: { id: string; text: string };
      counts: Job["counts"];
    }[];
  };
}

/** A job that half have posted: of today, so that people are still waited for. */
export async function runningJob(
  bridge: Program,
  { connection }: MomentDesk,
): Promise<Job> {
  const list = await ask<Listed>(bridge, "list_moment_jobs", {
    of: { connection, task: DAILY.id, day: null },
    filter: "",
    waiting: true,
    offset: 0,
    limit: 50,
  });
  const row = list.value.rows.find(
    ({ job, counts }) =>
      job.text !== "" && counts.done > 0 && counts.waiting > 1,
  );
  if (!row) throw new Error("no job is under way");
  await fetched(bridge, connection, { kind: "people", job: row.job.id });
  const title = row.job.text.split("\n")[0]?.slice(0, 12) ?? "";
  return { id: row.job.id, title, counts: row.counts };
}

export const momentsAddress = ({ connection }: MomentDesk, path = ""): string =>
  `/c/${connection}/moments${path}`;
