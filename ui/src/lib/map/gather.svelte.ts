import type { LatLng, LatLngBoundsLiteral, Map as Leaflet } from "leaflet";

import type {
  Crs,
  ListPositions,
  PersonOnMap,
  PositionBoard,
  Reading,
  Rows,
  SoldierId,
} from "$lib/ipc/bindings";

import { pairIn, type MapCalls, type MapPoint } from "./context";
import { boundsOf, type People } from "./people/columns";
import { Ruler } from "./ruler.svelte";

/** Where a map opens that has nothing to show: China. */
export const CHINA: [lat: number, lng: number] = [34.5, 108.9];

export type ReadPositions = (
  query: Omit<ListPositions, "connection" | "task">,
) => Promise<Rows<PersonOnMap>>;

/** What the gather map asks for. */
export interface GatherCalls extends MapCalls {
  /** All positions in a system. */
  people: (crs: Crs) => Promise<People>;
  positions: ReadPositions;
}

/** What the gather map shows, and what is chosen on it. */
export class Gather {
  readonly calls: GatherCalls;
  readonly ruler: Ruler;
  map = $state.raw<Leaflet | null>(null);
  people = $state.raw<People | null>(null);
  /** The gather place in the system of the map. */
  place = $state.raw<[lat: number, lng: number] | null>(null);
  /** Everything that decides where the map opens is known. */
  ready = $state(false);
  /** The middle of the map, and its height in px. */
  view = $state.raw({ lat: CHINA[0], lng: CHINA[1], zoom: 4, height: 400 });
  hover = $state.raw<MapPoint | null>(null);
  pinned = $state.raw<MapPoint | null>(null);
  /** Whose card is open. */
  person = $state.raw<PersonOnMap | null>(null);
  /** The people of one spot, who alone are listed. */
  spot = $state.raw<SoldierId[] | null>(null);
  rings = $state(true);
  readonly chosen = $derived.by(() => {
    if (!this.person || !this.people) return null;
    return this.people.soldiers.indexOf(this.person.soldier);
  });
  #crs: Crs = "wgs84";
  #read = 0;
  /** Whose card is open, or is being read to be. */
  #wanted: SoldierId | null = null;
  #asked = 0;

  constructor(calls: GatherCalls) {
    this.calls = calls;
    this.ruler = new Ruler(calls);
  }

  /** Reads everything that is drawn, for a map in `crs`. */
  async read(board: PositionBoard, crs: Crs): Promise<void> {
    const mine = (this.#read += 1);
    const [people, place] = await Promise.all([
      this.calls.people(crs).catch(() => null),
      this.#placeIn(board, crs),
    ]);
    if (mine !== this.#read) return;
    // What was chosen in another system lies somewhere else in this one.
    if (crs !== this.#crs) [this.pinned, this.hover] = [null, null];
    this.#crs = crs;
    // People that could not be read are still those that were read before.
    if (people) this.people = people;
    this.place = place;
    this.ready = true;
    if (this.#wanted !== null) await this.show(this.#wanted);
  }

  async #placeIn({ place }: PositionBoard, crs: Crs): Promise<[number, number] | null> {
    if (!place) return null;
    const text = await this.calls.describe({ ...place, crs: "wgs84" }).catch(() => null);
    return text && pairIn(text, crs);
  }

  /** Around the place and everybody. */
  around(): LatLngBoundsLiteral | null {
    const around = this.people && boundsOf(this.people);
    return around && this.place ? [...around, this.place] : around;
  }
  fit(): void {
    const bounds = this.around();
    if (bounds) this.map?.fitBounds(bounds, { padding: [40, 40], maxZoom: 15 });
  }
  toPlace(): void {
    if (this.place && this.map) this.map.setView(this.place, Math.max(15, this.map.getZoom()));
  }

  rested(map: Leaflet): void {
    const { lat, lng } = map.getCenter();
    this.view = { lat, lng, zoom: map.getZoom(), height: map.getSize().y };
  }
  hovered(at: LatLng | null): void {
    this.hover = at && this.#point(at);
  }
  /** A press beside all marks. */
  pressed(at: LatLng): void {
    if (this.ruler.on) void this.ruler.add(this.#point(at));
    else this.pinned = this.#point(at);
  }
  #point({ lat, lng }: LatLng): MapPoint {
    return { lat, lng, crs: this.#crs };
  }

  /** Opens somebody's card, unless another is opened or it is closed meanwhile. */
  async show(soldier: SoldierId): Promise<void> {
    const mine = (this.#asked += 1);
    this.#wanted = soldier;
    const { rows } = await this.calls.positions({
      filter: "",
      soldiers: [soldier],
      sort: "name",
      descending: false,
      offset: 0,
      limit: 1,
    });
    if (mine === this.#asked) this.choose(rows[0] ?? null);
  }
  /** The card of somebody, or none. */
  choose(person: PersonOnMap | null): void {
    this.#asked += 1;
    this.#wanted = person?.soldier ?? null;
    this.person = person;
  }

  /** Opens somebody's card and goes to them. */
  locate(person: PersonOnMap): void {
    this.choose(person);
    const at = this.people?.soldiers.indexOf(person.soldier) ?? -1;
    if (!this.people || !this.map || at < 0) return;
    const [lat = 0, lng = 0] = [this.people.lat[at], this.people.lng[at]];
    this.map.setView([lat / 1e6, lng / 1e6], Math.max(16, this.map.getZoom()));
  }
  jumped({ point }: Reading): void {
    const [lat, lng] = pairIn(point, this.#crs);
    this.pinned = { lat, lng, crs: this.#crs };
    this.map?.setView([lat, lng], Math.max(14, this.map.getZoom()));
  }

  /** Ends one thing, the newest of its kind; false when there is nothing to end. */
  leave(): boolean {
    if (this.ruler.on) this.ruler.end();
    else if (this.#wanted !== null) this.choose(null);
    else if (this.spot) this.spot = null;
    else if (this.pinned) this.pinned = null;
    else return false;
    return true;
  }
}
