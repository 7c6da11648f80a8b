import Supercluster from "supercluster";

import { standingOf, type Standing } from "./standing";

/** What the worker is given: the columns of `People`, and how much older than they say they are. */
export interface Columns {
  lat: Int32Array;
  lng: Int32Array;
  age: Uint32Array;
  marks: Uint8Array;
  /** Seconds to add to each age. */
  laterS: number;
}

/** How many of a cluster are what. */
export type Counts = Record<Standing, number>;

/** A cluster, or one person, in degrees of the map's system. */
export type Spot =
  | { kind: "person"; lat: number; lng: number; index: number; marks: number; ageS: number }
  | { kind: "cluster"; lat: number; lng: number; id: number; people: number; counts: Counts };

export interface Area {
  west: number;
  south: number;
  east: number;
  north: number;
}

interface One {
  index: number;
  marks: number;
  ageS: number;
}

/** Nobody is nearer to somebody else than this on the screen without being one mark with them, px. */
const RADIUS = 44;
/** Beyond it only people at the same point are one mark. */
export const LAST_ZOOM = 18;

/** Finds who is drawn as one. Building takes long with many people, so it lives in a worker. */
export class Clusters {
  readonly #index: Supercluster<One, Counts>;

  constructor(columns: Columns) {
    this.#index = new Supercluster<One, Counts>({
      radius: RADIUS,
      // Tiles of Leaflet are 256 px.
      extent: 256,
      maxZoom: LAST_ZOOM,
      map: ({ marks, ageS }) => {
        const counts: Counts = { arrived: 0, there: 0, coming: 0, seen: 0, quiet: 0 };
        counts[standingOf(marks, ageS)] = 1;
        return counts;
      },
      reduce: (all, more) => {
        all.arrived += more.arrived;
        all.there += more.there;
        all.coming += more.coming;
        all.seen += more.seen;
        all.quiet += more.quiet;
      },
    });
    const { lat, lng, age, marks, laterS } = columns;
    this.#index.load(
      Array.from(lat, (south, index) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [(lng[index] ?? 0) / 1e6, south / 1e6] },
        properties: { index, marks: marks[index] ?? 0, ageS: (age[index] ?? 0) + laterS },
      })),
    );
  }

  /** What is drawn in an area at a zoom, which may lie between two. */
  spots(area: Area, zoom: number): Spot[] {
    const box: [number, number, number, number] = [area.west, area.south, area.east, area.north];
    return this.#index.getClusters(box, Math.floor(zoom)).map((found): Spot => {
      const [lng = 0, lat = 0] = found.geometry.coordinates;
      const all = found.properties;
      if ("cluster" in all && all.cluster) {
        const { arrived, there, coming, seen, quiet } = all;
        const counts = { arrived, there, coming, seen, quiet };
        return { kind: "cluster", lat, lng, id: all.cluster_id, people: all.point_count, counts };
      }
      const { index, marks, ageS } = all as One;
      return { kind: "person", lat, lng, index, marks, ageS };
    });
  }

  /** The zoom at which a cluster falls apart. */
  opensAt(cluster: number): number {
    return this.#index.getClusterExpansionZoom(cluster);
  }

  /** Who is in a cluster, as places in the columns. */
  members(cluster: number, atMost: number): number[] {
    return this.#index.getLeaves(cluster, atMost).map(({ properties }) => properties.index);
  }
}
