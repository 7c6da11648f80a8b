import { describe, expect, it } from "vitest";

import { linesBetween, spellLine, stepFor } from "./graticule";
import { formatMetres, lengthOf, metresBetween } from "./measure";
import { metresPerPixel, toLat, toLng, toX, toY, worldPixels } from "./mercator";
import { linePixels, ringOf } from "./outline";
import { ringsFor, roundLength, scaleAt } from "./scale";

const GUANGZHOU = { lat: 23.1067, lng: 113.3245 };

describe("Mercator", () => {
  it("goes there and back", () => {
    for (const lat of [-80, -23.5, 0, 23.1067, 60, 85]) {
      expect(toLat(toY(lat))).toBeCloseTo(lat, 9);
      expect(toLng(toX(lat))).toBeCloseTo(lat, 9);
    }
    expect([toX(-180), toX(180), toY(90)]).toEqual([0, 1, expect.closeTo(0, 9)]);
  });

  it("agrees with the ground on how long a pixel is", () => {
    const pixel = metresPerPixel(GUANGZHOU.lat, 15);
    const east = { ...GUANGZHOU, lng: toLng(toX(GUANGZHOU.lng) + 1000 / worldPixels(15)) };
    expect(metresBetween(GUANGZHOU, east) / 1000 / pixel).toBeCloseTo(1, 2);
  });
});

describe("measuring", () => {
  it("takes a degree of latitude for 111.2 km, wherever it is", () => {
    for (const lat of [0, 23, 70]) {
      const metres = metresBetween({ lat, lng: 100 }, { lat: lat + 1, lng: 100 });
      expect(metres).toBeCloseTo(111_195, -1);
    }
  });

  it("takes a degree of longitude for less towards the pole", () => {
    const at = (lat: number): number => metresBetween({ lat, lng: 0 }, { lat, lng: 1 });
    expect(at(60) / at(0)).toBeCloseTo(0.5, 3);
  });

  it("adds the parts of a line, and nothing has no length", () => {
    const line = [0, 1, 2].map((lng) => ({ lat: 0, lng }));
    expect(lengthOf(line)).toBeCloseTo(2 * 111_195, -1);
    expect(lengthOf(line.slice(0, 1))).toBe(0);
    expect(lengthOf([])).toBe(0);
  });

  it.each([
    [null, "–"],
    [0, "0 m"],
    [869.6, "870 m"],
    [999.7, "1 km"],
    [3449, "3.4 km"],
    [5000, "5 km"],
    [9960, "10 km"],
    [18_400, "18 km"],
    [1_234_000, "1 234 km"],
  ])("says %s as %s", (metres, text) => {
    expect(formatMetres(metres).replaceAll("\u202f", " ")).toBe(text);
  });
});

describe("the scale", () => {
  it.each([
    [1, 1],
    [1.9, 1],
    [2, 2],
    [49, 20],
    [7_300, 5_000],
  ])("%s metres hold a round length of %s", (atMost, length) => {
    expect(roundLength(atMost)).toBe(length);
  });

  it("has a bar that is as long as it says, and fits", () => {
    for (let zoom = 3; zoom <= 19; zoom += 0.5) {
      const { metres, width } = scaleAt(23, zoom);
      expect(width).toBeLessThanOrEqual(110);
      expect(width).toBeGreaterThan(40);
      expect(metres / width).toBeCloseTo(metresPerPixel(23, zoom), 6);
    }
  });

  it("has rings of round lengths inside of the view", () => {
    for (let zoom = 3; zoom <= 19; zoom += 1) {
      const rings = ringsFor(23, zoom, 400);
      expect(rings).toHaveLength(3);
      expect(rings.toSorted((a, b) => a - b)).toEqual(rings);
      expect((rings[2] ?? 0) / metresPerPixel(23, zoom)).toBeLessThanOrEqual(180);
      for (const ring of rings) expect("125").toContain(String(ring).replace(/0|\./g, ""));
    }
  });
});

describe("the graticule", () => {
  it("has lines that stand apart at every zoom", () => {
    for (let zoom = 3; zoom <= 19; zoom += 1) {
      const pixels = worldPixels(zoom) / 360;
      const apart = (stepFor(pixels) / 3600) * pixels;
      expect(apart).toBeGreaterThanOrEqual(110);
      // Never so far that a view would have none.
      expect(apart).toBeLessThan(700);
    }
  });

  it("has the lines between two values and no others", () => {
    expect(linesBetween(112.9, 113.6, 1800)).toEqual([406_800, 408_600]);
    expect(linesBetween(-0.6, 0.6, 1800)).toEqual([-1800, 0, 1800]);
    expect(linesBetween(10.1, 10.2, 3600)).toEqual([]);
  });

  it.each([
    [408_000, 600, "lng", "113°20′E"],
    [-36_000, 3600, "lat", "10°S"],
    [407_965, 5, "lng", "113°19′25″E"],
    [0, 3600, "lat", "0°"],
  ] as const)("spells %s by %s of %s as %s", (seconds, step, axis, text) => {
    expect(spellLine(seconds, step, axis)).toBe(text);
  });
});

describe("the outline", () => {
  const square = ringOf([
    [100, 10],
    [120, 10],
    [120, 40],
    [100, 40],
    [100, 10],
  ]);
  const viewAt = (lng: number, lat: number, zoom: number) => ({
    scale: worldPixels(zoom),
    left: toX(lng) * worldPixels(zoom) - 200,
    top: toY(lat) * worldPixels(zoom) - 150,
    width: 400,
    height: 300,
  });

  it("fills a view that lies within land, in a few points near the view", () => {
    const line = linePixels(square, viewAt(113, 23, 17));
    expect(Math.min(...line)).toBe(-8);
    expect(Math.max(...line)).toBe(408);
    expect(line.length).toBeLessThanOrEqual(12);
  });

  it("leaves out what is not in view", () => {
    expect(linePixels(square, viewAt(0, 0, 6))).toEqual([]);
    expect(linePixels(square, viewAt(130, 23, 10))).toEqual([]);
  });

  it("keeps a shore that runs through the view where it is", () => {
    const view = viewAt(120, 23, 8);
    const line = linePixels(square, view);
    const shore = Math.round(toX(120) * view.scale - view.left);
    const xs = line.filter((_, at) => at % 2 === 0).map(Math.round);
    expect(Math.max(...xs)).toBe(shore);
  });
});
