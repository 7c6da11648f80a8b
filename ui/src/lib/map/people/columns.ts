import type { PositionPoints, Read, SoldierId, Time } from "$lib/ipc/bindings";

/** Everybody with a position, column by column: numbers that a worker takes without a copy. */
export interface People {
  soldiers: SoldierId[];
  /** Degrees times a million, in the system of the map. */
  lat: Int32Array;
  lng: Int32Array;
  /** Seconds that the point was seen before `fetchedAt`. */
  age: Uint32Array;
  /** As in `PositionPoints`. */
  marks: Uint8Array;
  fetchedAt: Time | null;
}

type ReadPage = (after: SoldierId | null) => Promise<Read<PositionPoints>>;

/** All pages of the positions. A server's refresh between two pages shows in their ages alone. */
export async function collectPeople(readPage: ReadPage): Promise<People> {
  const pages: { page: PositionPoints; fetchedAt: Time }[] = [];
  let after: SoldierId | null = null;
  do {
    const { value, fetched_at }: Read<PositionPoints> = await readPage(after);
    if (!value || fetched_at === null) break;
    pages.push({ page: value, fetchedAt: fetched_at });
    after = value.next;
  } while (after !== null);
  return joinPages(pages);
}

function joinPages(pages: readonly { page: PositionPoints; fetchedAt: Time }[]): People {
  const total = pages.reduce((sum, { page }) => sum + page.soldiers.length, 0);
  const fetchedAt = pages.reduce<Time | null>(
    (latest, one) => Math.max(latest ?? one.fetchedAt, one.fetchedAt),
    null,
  );
  const people: People = {
    soldiers: pages.flatMap(({ page }) => page.soldiers),
    lat: new Int32Array(total),
    lng: new Int32Array(total),
    age: new Uint32Array(total),
    marks: new Uint8Array(total),
    fetchedAt,
  };
  let at = 0;
  for (const { page, fetchedAt: read } of pages) {
    people.lat.set(page.lat, at);
    people.lng.set(page.lng, at);
    people.marks.set(page.marks, at);
    const earlier = Math.round(((fetchedAt ?? read) - read) / 1000);
    people.age.set(
      page.seen_s.map((seconds) => seconds + earlier),
      at,
    );
    at += page.soldiers.length;
  }
  return people;
}

/** South-west and north-east corner around everybody, degrees in the system of the map. */
export function boundsOf(people: People): [[number, number], [number, number]] | null {
  if (people.soldiers.length === 0) return null;
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < people.soldiers.length; at += 1) {
    const [lat, lng] = [people.lat[at] ?? 0, people.lng[at] ?? 0];
    south = Math.min(south, lat);
    north = Math.max(north, lat);
    west = Math.min(west, lng);
    east = Math.max(east, lng);
  }
  return [
    [south / 1e6, west / 1e6],
    [north / 1e6, east / 1e6],
  ];
}
