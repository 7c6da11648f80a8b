import { describe, expect, it } from "vitest";

import type { Crs, PointText } from "$lib/ipc/bindings";

import { pairIn, type MapCalls } from "./context";
import { Ruler } from "./ruler.svelte";

function text(lat: number, lng: number): PointText {
  const pair = `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
  return { at: { lat, lng }, wgs84: pair, gcj02: pair, bd09: pair, dms: "", mgrs: null };
}
/** A core whose maps lie a degree north of the ground. */
const calls: MapCalls = {
  describe: ({ lat, lng }) => Promise.resolve(text(lat - 1, lng)),
  parse: () => Promise.resolve(null),
};
const at = (lat: number, lng: number): { lat: number; lng: number; crs: Crs } => ({
  lat,
  lng,
  crs: "gcj02",
});

describe("the ruler", () => {
  it("measures on the ground, not on the map", async () => {
    const ruler = new Ruler(calls);
    ruler.start();
    await ruler.add(at(1, 100));
    expect(ruler.total).toBe("");
    await ruler.add(at(1, 101));
    // A degree of longitude on the equator; on the map it would be 16 m shorter a kilometre.
    expect(ruler.total).toBe("111\u202fkm");
    expect(ruler.line).toEqual([
      [1, 100],
      [1, 101],
    ]);
  });

  it("takes points back, and ends with none", async () => {
    const ruler = new Ruler(calls);
    ruler.start();
    for (const lng of [100, 101, 102]) await ruler.add(at(1, lng));
    expect(ruler.ways.map((way) => way.replace("\u202f", " "))).toEqual(["", "111 km", "222 km"]);
    ruler.undo();
    expect(ruler.total).toBe("111\u202fkm");
    ruler.end();
    expect([ruler.on, ruler.line]).toEqual([false, []]);
  });

  it("says no total while a point is not known on the ground", async () => {
    const ruler = new Ruler({ ...calls, describe: () => Promise.resolve(null) });
    ruler.start();
    await ruler.add(at(1, 100));
    await ruler.add(at(1, 101));
    expect(ruler.total).toBe("");
  });
});

describe("a described point", () => {
  it("gives its pair in each system as numbers", () => {
    const point = { ...text(23.1, 113.3), gcj02: "23.097400, 113.305388" };
    expect(pairIn(point, "gcj02")).toEqual([23.0974, 113.305388]);
    expect(pairIn(point, "wgs84")).toEqual([23.1, 113.3]);
  });
});
