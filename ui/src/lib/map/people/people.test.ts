import { describe, expect, it } from "vitest";

import type { PositionPoints, Read } from "$lib/ipc/bindings";

import { toX, toY, worldPixels } from "../mercator";
import { Clusters, LAST_ZOOM } from "./clusters";
import { boundsOf, collectPeople } from "./columns";
import { arcsOf, LOOKS, markAt, markOf, personAt, STANDINGS } from "./marks";
import { QUIET_S, standingOf, strengthAt } from "./standing";

const read = (value: PositionPoints | null, fetched_at = 1_000_000): Read<PositionPoints> => ({
  value,
  fetched_at,
  server_time: null,
  complete: true,
  stale_after: null,
  problem: null,
});

function page(ids: number[], next: number | null): PositionPoints {
  return {
    soldiers: ids.map(String),
    lat: ids.map((id) => 23_000_000 + id),
    lng: ids.map((id) => 113_000_000 + id),
    seen_s: ids,
    marks: ids.map((id) => id % 16),
    next: next === null ? null : String(next),
  };
}

describe("the columns", () => {
  it("join all pages, in order", async () => {
    const pages = [page([1, 2], 2), page([3], null)];
    const asked: (string | null)[] = [];
    const people = await collectPeople((after) => {
      asked.push(after);
      return Promise.resolve(read(pages[asked.length - 1] ?? null));
    });
    expect(asked).toEqual([null, "2"]);
    expect(people.soldiers).toEqual(["1", "2", "3"]);
    expect([...people.lng]).toEqual([113_000_001, 113_000_002, 113_000_003]);
    expect([...people.marks]).toEqual([1, 2, 3]);
  });

  it("reckon all ages from the latest read of them", async () => {
    const answers = [read(page([5], 5), 1_000_000), read(page([7], null), 1_030_000)];
    const people = await collectPeople((after) =>
      Promise.resolve(answers[after === null ? 0 : 1] ?? read(null)),
    );
    expect(people.fetchedAt).toBe(1_030_000);
    expect([...people.age]).toEqual([35, 7]);
  });

  it("are empty where nothing was read", async () => {
    const people = await collectPeople(() => Promise.resolve(read(null)));
    expect(people.soldiers).toEqual([]);
    expect(boundsOf(people)).toBeNull();
  });

  it("know what they lie within", async () => {
    const people = await collectPeople(() => Promise.resolve(read(page([1, 9], null))));
    expect(boundsOf(people)).toEqual([
      [23.000001, 113.000001],
      [23.000009, 113.000009],
    ]);
  });
});

describe("standing and age", () => {
  it.each([
    [1 | 4, 5_000, "arrived"],
    [4, 5_000, "there"],
    [2, 10, "coming"],
    [2, QUIET_S, "quiet"],
    [0, 10, "seen"],
    [8, QUIET_S - 1, "seen"],
  ])("marks %i of %i s are %s", (marks, age, standing) => {
    expect(standingOf(marks, age)).toBe(standing);
  });

  it("fades with age, and never quite", () => {
    const strengths = [0, 120, 300, 599, 600, 86_400].map(strengthAt);
    expect(strengths.slice(0, 2)).toEqual([1, 1]);
    expect(strengths.toSorted((a, b) => b - a)).toEqual(strengths);
    expect(strengths.at(-1)).toBeCloseTo(0.4);
  });

  it("who has checked in does not fade", () => {
    const spot = { kind: "person", lat: 0, lng: 0, index: 0, marks: 1, ageS: 0 } as const;
    expect(personAt(spot, 86_400)).toEqual({ standing: "arrived", strength: 1 });
    expect(personAt({ ...spot, marks: 2 }, 86_400).standing).toBe("quiet");
  });

  it("no two standings look the same without colour", () => {
    const shapes = STANDINGS.map((one) => `${LOOKS[one].filled} ${LOOKS[one].sign}`);
    expect(new Set(shapes).size).toBe(STANDINGS.length);
  });
});

describe("clusters", () => {
  /** Ten around one point, two at the very same point, one far away. */
  const spread = Array.from({ length: 10 }, (_, at) => [23 + at * 0.001, 113] as const);
  const points = [...spread, [24, 114], [24, 114], [30, 120]] as const;
  const clusters = new Clusters({
    lat: Int32Array.from(points, ([lat]) => lat * 1e6),
    lng: Int32Array.from(points, ([, lng]) => lng * 1e6),
    age: Uint32Array.from(points, (_, at) => (at < 5 ? 0 : QUIET_S - 60)),
    marks: Uint8Array.from(points, (_, at) => (at < 3 ? 1 : at < 7 ? 2 : 0)),
    laterS: 60,
  });
  const china = { west: 70, south: 15, east: 140, north: 55 };
  const sizeOf = (spot: { kind: string; people?: number }): number => spot.people ?? 1;

  it("hold everybody once, at every zoom", () => {
    for (let zoom = 3; zoom <= 19; zoom += 1) {
      const all = clusters.spots(china, zoom).reduce((sum, spot) => sum + sizeOf(spot), 0);
      expect(all).toBe(points.length);
    }
  });

  it("count who is what, with the age that they have now", () => {
    const spot = clusters.spots(china, 8).find((one) => sizeOf(one) === 10);
    expect(spot).toMatchObject({
      counts: { arrived: 3, there: 0, coming: 2, seen: 0, quiet: 5 },
    });
  });

  it("fall apart on the way in, but for people at the same point", () => {
    const last = clusters.spots(china, LAST_ZOOM);
    const together = last.filter((one) => one.kind === "cluster");
    expect(together).toHaveLength(1);
    const [one] = together;
    if (one?.kind !== "cluster") throw new Error("no cluster");
    expect(clusters.opensAt(one.id)).toBeGreaterThan(LAST_ZOOM);
    expect(clusters.members(one.id, 10).toSorted()).toEqual([10, 11]);
    const first = clusters.spots(china, 8).find((spot) => sizeOf(spot) === 10);
    if (first?.kind !== "cluster") throw new Error("no cluster");
    expect(clusters.opensAt(first.id)).toBeLessThanOrEqual(LAST_ZOOM);
  });

  it("have a ring whose parts make a whole turn", () => {
    const arcs = arcsOf({ arrived: 1, there: 0, coming: 2, seen: 1, quiet: 0 });
    expect(arcs.map(({ standing, from, to }) => [standing, from, to])).toEqual([
      ["arrived", 0, 0.25],
      ["coming", 0.25, 0.75],
      ["seen", 0.75, 1],
    ]);
  });
});

describe("pressing a mark", () => {
  const person = (lng: number, index: number) =>
    markOf({ kind: "person", lat: 23, lng, index, marks: 0, ageS: 0 });
  const scale = worldPixels(12);
  const view = { scale, left: toX(113) * scale, top: toY(23) * scale };
  const lngAt = (px: number): number => 113 + (px / scale) * 360;
  const marks = [person(113, 0), person(lngAt(20), 1)];

  it("takes the nearest within reach, which is 24 px wide", () => {
    expect(markAt(marks, view, 9, 0)).toBe(marks[0]);
    expect(markAt(marks, view, 11, 0)).toBe(marks[1]);
    expect(markAt(marks, view, 0, 12)).toBe(marks[0]);
  });

  it("takes nothing beside all", () => {
    expect(markAt(marks, view, 0, 13)).toBeNull();
    expect(markAt([], view, 0, 0)).toBeNull();
  });
});
