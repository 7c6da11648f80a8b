import { getContext, setContext } from "svelte";

import type { Crs, PointText, Reading } from "$lib/ipc/bindings";

/** A point in the system of a map, degrees. */
export interface MapPoint {
  lat: number;
  lng: number;
  crs: Crs;
}

/** What a map asks the core: points are converted and read there, and nowhere else. */
export interface MapCalls {
  /** The point in every notation; null where it is none. */
  describe: (at: MapPoint) => Promise<PointText | null>;
  /** `crs` is the system of a bare pair of numbers. */
  parse: (text: string, crs: Crs) => Promise<Reading | null>;
}

/** A base map under everything else. */
export interface BaseMap {
  id: string;
  name: string;
  /** With `{z}`, `{x}` and `{y}`. */
  address: string;
  minZoom: number;
  maxZoom: number;
  /** Whom the map is owed to. */
  attribution: string;
  crs: Crs;
  /** What it covers, its south-west and north-east corner, where that is known. */
  bounds: [[south: number, west: number], [north: number, east: number]] | null;
}

/** What a page with a map has for the components in it. */
export interface MapDesk {
  calls: MapCalls;
  /** Null: the built-in outline alone. */
  readonly base: BaseMap | null;
}

const KEY = Symbol("map");

/** A page calls this once; maps anywhere in it find the desk. */
export function provideMap(desk: MapDesk): void {
  setContext(KEY, desk);
}

/** Undefined where the page has none: then no map is offered. */
export function useMap(): MapDesk | undefined {
  return getContext(KEY);
}

/** Latitude and longitude of a described point in one system. */
export function pairIn(text: PointText, crs: Crs): [lat: number, lng: number] {
  const [lat = NaN, lng = NaN] = text[crs].split(",").map(Number);
  return [lat, lng];
}
