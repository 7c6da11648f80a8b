import type { Point } from "$lib/ipc/bindings";

import type { MapCalls, MapPoint } from "./context";
import { formatMetres, lengthOf } from "./measure";

interface Stop {
  at: MapPoint;
  /** Where that is on the ground: lengths are taken there, not on the map. Null until it is known. */
  ground: Point | null;
}

/** A line that is being measured. */
export class Ruler {
  on = $state(false);
  #stops = $state.raw<readonly Stop[]>([]);
  readonly #calls: MapCalls;

  readonly line = $derived.by(() => this.#stops.map(({ at }) => [at.lat, at.lng] as const));
  readonly #ground = $derived.by(() => this.#stops.map(({ ground }) => ground));
  /** The way to each point from the first; empty for the first, and until it is known. */
  readonly ways = $derived.by(() =>
    this.#ground.map((_, at) => {
      const until = this.#ground.slice(0, at + 1);
      return at > 0 && until.every((point) => point !== null)
        ? formatMetres(lengthOf(until.filter((point) => point !== null)))
        : "";
    }),
  );
  readonly total = $derived(this.ways.at(-1) ?? "");

  constructor(calls: MapCalls) {
    this.#calls = calls;
  }

  start(): void {
    this.on = true;
    this.#stops = [];
  }
  end(): void {
    this.on = false;
    this.#stops = [];
  }
  undo(): void {
    this.#stops = this.#stops.slice(0, -1);
  }

  async add(at: MapPoint): Promise<void> {
    const stop: Stop = { at, ground: null };
    this.#stops = [...this.#stops, stop];
    const text = await this.#calls.describe(at).catch(() => null);
    if (!text) return;
    this.#stops = this.#stops.map((one) => (one === stop ? { ...one, ground: text.at } : one));
  }
}
