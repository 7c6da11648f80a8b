import type { Area, Columns, Spot } from "./clusters";

/** What the worker can be asked. */
export interface Question {
  ask: number;
  what:
    | { kind: "load"; columns: Columns }
    | { kind: "spots"; area: Area; zoom: number }
    | { kind: "opensAt"; cluster: number }
    | { kind: "members"; cluster: number; atMost: number };
}
export interface Answer {
  ask: number;
  found: Spot[] | number | number[] | null;
}

/** The clusters of a map, asked for across a thread, so that no frame waits for them. */
export class Finder {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (found: Answer["found"]) => void>();
  #asked = 0;

  constructor() {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      this.#waiting.get(data.ask)?.(data.found);
      this.#waiting.delete(data.ask);
    });
  }

  #ask(what: Question["what"]): Promise<Answer["found"]> {
    const ask = (this.#asked += 1);
    this.#worker.postMessage({ ask, what } satisfies Question);
    return new Promise((found) => this.#waiting.set(ask, found));
  }

  /** What is asked after this is answered from these people. */
  async load(columns: Columns): Promise<void> {
    await this.#ask({ kind: "load", columns });
  }
  async spots(area: Area, zoom: number): Promise<Spot[]> {
    return ((await this.#ask({ kind: "spots", area, zoom })) ?? []) as Spot[];
  }
  async opensAt(cluster: number): Promise<number> {
    return ((await this.#ask({ kind: "opensAt", cluster })) ?? 0) as number;
  }
  async members(cluster: number, atMost: number): Promise<number[]> {
    return ((await this.#ask({ kind: "members", cluster, atMost })) ?? []) as number[];
  }

  /** Ends the worker. What is still asked is never answered. */
  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }
}
