/** What the tests of clubs share: a core that is signed in, people, missions and meetings. */

import { expect } from "./app";
import { startServer, type Program } from "./programs";
import { ask } from "./publish-desk";

export interface ClubDesk {
  server: Program;
  /** The connection's id. */
  connection: string;
  /** The club that the sponsor administers. */
  club: string;
}

export const ROLES = {
  sponsor: "10050000000",
  leader: "10050000001",
  member: "10050000002",
  outsider: "10050000003",
} as const;
export type ClubRole = keyof typeof ROLES;

/** The people behind the accounts. */
export const LEADER = "30002";
export const MEMBER = "30003";

/** A connection of this account, signed in; answers its id. */
export async function seat(
  bridge: Program,
  base_url: string,
  role: ClubRole = "sponsor",
  name = "灯塔社",
): Promise<string> {
  const { id } = await ask<{ id: string }>(bridge, "add_connection", {
    kind: "weclubs",
    name,
    base_url,
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  });
  await ask(bridge, "sign_in", {
    connection: id,
    username: ROLES[role],
    password: `muster-${role}`,
    allow_plain: true,
  });
  return id;
}

/** Reads a view of the server now. */
export const fetched = (
  bridge: Program,
  connection: string,
  view: object,
): Promise<unknown> =>
  ask(bridge, "refresh", { target: { kind: "club", connection, view } });

/** A core that is signed in to a server of its own, with clubs and people read. */
export async function clubDesk(
  bridge: Program,
  role: ClubRole = "sponsor",
  options: string[] = ["--speed", "0"],
): Promise<ClubDesk> {
  const server = await startServer(options);
  return deskAt(bridge, server, server.url, role);
}

/** The same, by an address that may lead through something else. */
export async function deskAt(
  bridge: Program,
  server: Program,
  url: string,
  role: ClubRole = "sponsor",
): Promise<ClubDesk> {
  const connection = await seat(bridge, url, role);
  await fetched(bridge, connection, { kind: "clubs" });
  const clubs = await ask<{
    value: { administered: { id: string }[]; joined: { id: string }[] };
  }>(bridge, "list_clubs", { connection });
  const { administered, joined } = clubs.value;
  const club = [...administered, ...joined][0]?.id ?? "";
  await fetched(bridge, connection, { kind: "roster", club });
  return { server, connection, club };
}

/** The first people of the club, by name. */
export async function people(
  bridge: Program,
  { connection, club }: ClubDesk,
  count: number,
): Promise<{ student: string; name: string }[]> {
  const of = { connection, club, group: null, filter: "" };
  const read = await ask<{
    value: { rows: { student: string; name: string }[] };
  }>(bridge, "list_club_students", { of, offset: 0, limit: count });
  return read.value.rows;
}

/** A Beijing wall time so many hours from now: `YYYY-MM-DD HH:MM`. */
export const wall = (hours: number): string =>
  new Date(Date.now() + (hours + 8) * 3_600_000)
    .toISOString()
    .slice(0, 16)
    .replace("T", " ");

export interface Mission {
  content: string;
  people?: string[];
  parts?: { content: string; people: string[] }[];
  deadline?: string;
}

/** A draft of the desk's club, as if it had been written before; answers its id. */
export async function written(
  bridge: Program,
  { connection, club }: ClubDesk,
  fields: object,
): Promise<string> {
  const { id } = await ask<{ id: string }>(bridge, "new_club_draft", {
    connection,
    fields: { club, ...fields },
  });
  return id;
}

/** The draft of a mission. */
export const drafted = (
  bridge: Program,
  desk: ClubDesk,
  { content, people = [], parts = [], deadline = wall(48) }: Mission,
): Promise<string> =>
  written(bridge, desk, { kind: "mission", content, deadline, people, parts });

/** Publishes a draft of a mission or a meeting at once, and waits for the server's word. */
export async function sent(
  bridge: Program,
  { connection }: ClubDesk,
  draft: string,
): Promise<void> {
  const { entry } = await ask<{ entry: { id: string } }>(
    bridge,
    "publish_club_draft",
    { draft },
  );
  await ask(bridge, "send_now", { entry: entry.id });
  await expect(async () => {
    const of = { kind: "draft", draft };
    const outbox = await ask<{ rows: { state: string }[] }>(
      bridge,
      "list_outbox",
      { offset: 0, limit: 1, of },
    );
    expect(outbox.rows[0]?.state).toBe("confirmed");
  }).toPass();
  await fetched(bridge, connection, { kind: "missions" });
}

/** A mission that was published; answers its id. */
export async function published(
  bridge: Program,
  desk: ClubDesk,
  mission: Mission,
): Promise<string> {
  await sent(bridge, desk, await drafted(bridge, desk, mission));
  const list = await ask<{
    value: { rows: { id: string; content: string }[] };
  }>(bridge, "list_missions", {
    connection: desk.connection,
    filter: "",
    offset: 0,
    limit: 50,
  });
  const rows = list.value.rows;
  const id = rows.find(({ content }) => content === mission.content)?.id ?? "";
  await fetched(bridge, desk.connection, { kind: "mission", mission: id });
  return id;
}

export const missionsAddress = ({ connection }: ClubDesk, path = ""): string =>
  `/c/${connection}/missions${path}`;
