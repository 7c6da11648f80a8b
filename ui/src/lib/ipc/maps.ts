import type { BaseMap, MapCalls } from "$lib/map/context";

import type { MapSource, MapSources } from "./bindings";
import { call, toAppError } from "./call";

/** What every page with a map hands to it. */
export const mapCalls: MapCalls = {
  describe: (at) =>
    call("describe_point", at).catch((thrown: unknown) => {
      if (toAppError(thrown, "describe_point").code === "not_found") return null;
      throw thrown;
    }),
  parse: (text, crs) => call("parse_coordinates", { text, crs }),
};

/** Where tiles come from: the shell's own scheme, or the bridge. */
async function tiles(): Promise<string> {
  if (!("__TAURI_INTERNALS__" in globalThis)) return "/tile/";
  const { tileAddress } = await import("./transports/tauri");
  return tileAddress();
}

function baseOf(source: MapSource, root: string): BaseMap {
  return {
    id: source.id,
    name: source.name,
    address: `${root}${encodeURIComponent(source.id)}/{z}/{x}/{y}`,
    minZoom: source.min_zoom,
    maxZoom: source.max_zoom,
    attribution: source.attribution,
    crs: source.crs,
    bounds: source.bounds && [
      [source.bounds.south, source.bounds.west],
      [source.bounds.north, source.bounds.east],
    ],
  };
}

/** The base maps as a map takes them. */
export interface Bases {
  all: BaseMap[];
  /** Null: the outline alone. */
  chosen: BaseMap | null;
}

export async function basesOf({ sources, chosen }: MapSources): Promise<Bases> {
  const root = await tiles();
  const all = sources.map((source) => baseOf(source, root));
  return { all, chosen: all.find(({ id }) => id === chosen) ?? null };
}

/** The base maps; a core that cannot say leaves the outline. */
export async function readBases(): Promise<Bases> {
  const sources = await call("get_map_sources", {}).catch(() => null);
  return sources ? basesOf(sources) : { all: [], chosen: null };
}
