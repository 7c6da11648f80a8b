import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between a core and a server, passes everything on, and keeps what was published. */
export class Recorder {
  /** `http://127.0.0.1:PORT` */
  url = "";
  /** The bodies of `POST /task`, as they came. */
  readonly published: Record<string, unknown>[] = [];
  readonly #server;

  constructor(to: string) {
    const { host, hostname, port } = new URL(to);
    this.#server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        const body = Buffer.concat(chunks);
        if (incoming.method === "POST" && incoming.url === "/task")
          this.published.push(
            JSON.parse(body.toString()) as Record<string, unknown>,
          );
        const { method, url: path, headers } = incoming;
        const passed = ask(
          {
            hostname,
            port,
            method,
            path,
            // The server answers to its own name alone.
            headers: { ...headers, host },
          },
          (answer) => {
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(outgoing);
          },
        );
        passed.on("error", () => outgoing.destroy());
        passed.end(body);
      });
    });
  }

  async listen(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const { port } = this.#server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
