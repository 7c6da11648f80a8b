import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** The calls of document 001 that the faulty server knows. */
const CALLS = [
  "info",
  "orgs",
  "offices",
  "working",
  "done",
  "detail",
  "people",
  "response",
  "gather",
  "publish",
  "finish",
] as const;
export type Call = (typeof CALLS)[number] | "signin";

/** An answer as it leaves, well formed or not. */
export interface Reply {
  status?: number;
  type?: string;
  body: string;
}

export const json = (value: unknown, status = 200): Reply => ({
  status,
  body: JSON.stringify(value),
});
/** What a sign-in page of a network, or any other web server, answers. */
export const HTML: Reply = {
  type: "text/html; charset=utf-8",
  body: "<!doctype html><title>Wi-Fi</title><h1>请先登录无线网络</h1>",
};
export const SORRY = "很抱歉,服务器出错了";
const NOT_SIGNED_IN: Reply = json(
  { cnmsg: "登录超时，请重新登录", url: "/user" },
  302,
);

/** A Beijing wall time so many hours from now, as the document writes it. */
export const wall = (hours: number): string =>
  new Date(Date.now() + (hours + 8) * 3_600_000)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");

const PEOPLE = ["欧阳若岚", "司徒望舒", "陈静"].map((name, index) => ({
  soldier_id: index + 1,
  name,
  phone: `1000000000${index + 1}`,
  serve_office: "海珠人武部",
  status: "UR",
}));
const MEMBERS = PEOPLE.map(({ soldier_id, name }) => ({ soldier_id, name }));
const ORG = { org_id: 11, name: "海珠区一排", members: MEMBERS };

/** A militia server of the documented dialect that misbehaves on demand, in plain node. */
export class FaultyServer {
  /** Whoever comes with another session is not signed in. */
  #session = 1;
  readonly #faults = new Map<Call, Reply | "cut">();
  readonly #tasks: Record<string, unknown>[] = [
    {
      task_id: 7,
      title: "珠江防汛 夜间巡堤",
      launch_admin: "海珠人武部",
      launch_datetime: wall(-1),
      gather_datetime: wall(2),
      finish_datetime: wall(6),
      gather_place: "新天地广场",
      mem_count: 2,
      status: "zj",
      is_launcher: true,
    },
  ];
  /** The bodies that came for a call, as they came. */
  readonly #came: { call: Call; body: string }[] = [];
  readonly #server = createServer(
    (request, response) => void this.#serve(request, response),
  );

  /** `http://127.0.0.1:PORT` */
  url = "";

  async listen(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const { port } = this.#server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** From now on these calls are answered so; `cut` ends the connection instead. */
  fault(reply: Reply | "cut", ...calls: Call[]): void {
    for (const call of calls) this.#faults.set(call, reply);
  }

  /** Nothing but signing in is answered. */
  hangUp(): void {
    this.fault("cut", ...CALLS);
  }

  /** Every call is answered as it should be again. */
  mend(): void {
    this.#faults.clear();
  }

  /** The session ends; signing in begins another. */
  endSession(): void {
    this.#session += 1;
  }

  /** The token service is down: signing in works, and nobody is known afterwards. */
  loseTokenService(): void {
    this.fault(NOT_SIGNED_IN, ...CALLS);
  }

  came(call: Call): string[] {
    return this.#came
      .filter((one) => one.call === call)
      .map(({ body }) => body);
  }

  /** The titles of the tasks that it holds. */
  get titles(): unknown[] {
    return this.#tasks.map(({ title }) => title);
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    let body = "";
    request.setEncoding("utf8");
    for await (const chunk of request) body += String(chunk);
    const path = (request.url ?? "/").split("/").slice(1);
    const call = callOf(path, request.method ?? "GET");
    if (!call) return send(response, json({ cnmsg: "没有这个接口" }, 404));
    this.#came.push({ call, body });
    const fault = this.#faults.get(call);
    if (fault === "cut") {
      // As if the server had fallen over after it had stored the task.
      if (call === "publish") this.#store(body);
      request.socket.destroy();
    } else if (fault) {
      send(response, fault);
    } else if (call === "signin") {
      response.setHeader("set-cookie", `token=${this.#session}; Path=/`);
      send(response, json({ code: 200, enmsg: "ok", cnmsg: "成功", data: {} }));
    } else if (request.headers.cookie !== `token=${this.#session}`) {
      send(response, NOT_SIGNED_IN);
    } else {
      send(response, this.#answer(call, path.at(-1) ?? "", body));
    }
  }

  #answer(call: Exclude<Call, "signin">, id: string, body: string): Reply {
    const task = this.#tasks.find(({ task_id }) => String(task_id) === id);
    const office = { office_id: 1, name: "海珠人武部", members: MEMBERS };
    switch (call) {
      case "info":
        return json({
          is_office: true,
          places: [
            {
              place_id: 5,
              place_name: "新天地广场",
              place_lat: 23.1,
              place_lng: 113.3,
            },
          ],
        });
      case "orgs":
        return json({
          total_mems: 3,
          detail: { office_name: "海珠人武部", orgs: [ORG] },
        });
      case "offices":
        return json({ total_mems: 3, office_detail: office });
      case "working":
        return json({
          total_pages: 1,
          total_tasks: this.#tasks.length,
          data: this.#tasks,
        });
      case "done":
        return json({});
      case "detail":
        return task ? json(task) : json({ cnmsg: SORRY }, 500);
      case "people":
        return json({
          orgs: [{ name: ORG.name, org_level: "D", members: MEMBERS }],
        });
      case "response":
        return json({
          mem_count: 2,
          notify_count: 3,
          total_pages: 1,
          total_mem: 3,
          mem_list: PEOPLE,
        });
      case "gather":
        return json({});
      case "publish":
        try {
          this.#store(body);
        } catch {
          return json({ cnmsg: SORRY }, 500);
        }
        return { status: 201, body: "" };
      case "finish":
        return { status: 204, body: "" };
    }
  }

  /** Undoes URL escapes before it reads the JSON, as real servers do. */
  #store(body: string): void {
    const unescaped = decodeURIComponent(body.replaceAll("+", " "));
    const { title, mem_count, gather_datetime, finish_datetime } = JSON.parse(
      unescaped,
    ) as Record<string, unknown>;
    this.#tasks.push({
      title,
      mem_count,
      gather_datetime,
      finish_datetime,
      launch_admin: "海珠人武部",
      task_id: this.#tasks.length + 7,
      launch_datetime: wall(0),
      gather_place: "新天地广场",
      status: "zj",
      is_launcher: true,
    });
  }
}

function callOf([module, call, next]: string[], method: string): Call | null {
  if (module === "signin") return "signin";
  if (module !== "task") return null;
  if (call === undefined) return method === "POST" ? "publish" : null;
  if (call === "detail" && next === "mem") return "people";
  const known = [
    "info",
    "orgs",
    "offices",
    "working",
    "done",
    "detail",
    "response",
    "gather",
    "finish",
  ] as const;
  return known.find((name) => name === call) ?? null;
}

function send(
  response: ServerResponse,
  { status = 200, type = "application/json", body }: Reply,
): void {
  response.writeHead(status, { "content-type": type });
  response.end(body);
}

/** A faulty server that listens. */
export const startFaultyServer = (): Promise<FaultyServer> =>
  new FaultyServer().listen();
