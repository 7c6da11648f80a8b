import { feature } from "topojson-client";
import type { Topology, GeometryCollection } from "topojson-specification";
// Coast lines and nothing else. A map of states would say where borders run,
// which is disputed in places and regulated in China; a coast line says nothing
// of it, and is what one needs to know which way is which.
import landUrl from "world-atlas/land-50m.json?url";

import { toX, toY } from "./mercator";
import type { Drawing } from "./sheet";

/** A coast line or the shore of a lake, closed; coordinates of `mercator.ts`, x and y by turns. */
export interface Ring {
  points: Float64Array;
  west: number;
  east: number;
  north: number;
  south: number;
}

export function ringOf(coordinates: readonly (readonly number[])[]): Ring {
  const points = new Float64Array(coordinates.length * 2);
  const ring: Ring = { points, west: 1, east: 0, north: 1, south: 0 };
  coordinates.forEach(([lng = 0, lat = 0], at) => {
    const [x, y] = [toX(lng), toY(lat)];
    points[at * 2] = x;
    points[at * 2 + 1] = y;
    ring.west = Math.min(ring.west, x);
    ring.east = Math.max(ring.east, x);
    ring.north = Math.min(ring.north, y);
    ring.south = Math.max(ring.south, y);
  });
  return ring;
}

let land: Promise<Ring[]> | undefined;

/** The land of the earth (Natural Earth, 1 : 50 million, public domain), which comes with the app. */
export function loadLand(): Promise<Ring[]> {
  land ??= fetch(landUrl)
    .then((answer) => answer.json() as Promise<Topology<{ land: GeometryCollection }>>)
    .then((atlas) => {
      const rings: Ring[] = [];
      for (const { geometry } of feature(atlas, atlas.objects.land).features) {
        const polygons =
          geometry.type === "MultiPolygon"
            ? geometry.coordinates
            : geometry.type === "Polygon"
              ? [geometry.coordinates]
              : [];
        rings.push(...polygons.flat().map(ringOf));
      }
      return rings;
    })
    .catch((thrown: unknown) => {
      // The next map tries again.
      land = undefined;
      throw thrown;
    });
  return land;
}

/** Cuts a closed line of px, x and y by turns, at one side of a box. */
function cut(line: number[], axis: 0 | 1, limit: number, above: boolean): number[] {
  const kept: number[] = [];
  const inside = (value: number): boolean => (above ? value >= limit : value <= limit);
  let [lastX, lastY] = [line.at(-2) ?? 0, line.at(-1) ?? 0];
  for (let at = 0; at < line.length; at += 2) {
    const [x, y] = [line[at] ?? 0, line[at + 1] ?? 0];
    const [now, last] = axis === 0 ? [x, lastX] : [y, lastY];
    if (inside(now) !== inside(last)) {
      const part = (limit - last) / (now - last);
      kept.push(lastX + (x - lastX) * part, lastY + (y - lastY) * part);
    }
    if (inside(now)) kept.push(x, y);
    [lastX, lastY] = [x, y];
  }
  return kept;
}

/**
 * A ring in px of a drawing, cut off outside of it (a canvas is slow and wrong
 * with points millions of px away) and without points nearer than half a px.
 * Empty where the ring is not in view.
 */
export function linePixels(
  ring: Ring,
  view: Pick<Drawing, "scale" | "left" | "top" | "width" | "height">,
): number[] {
  const { scale, left, top, width, height } = view;
  // Beyond the edge, so that the cut itself is never seen.
  const edge = 8;
  if (
    ring.east * scale - left < -edge ||
    ring.west * scale - left > width + edge ||
    ring.south * scale - top < -edge ||
    ring.north * scale - top > height + edge
  ) {
    return [];
  }
  const line: number[] = [];
  let [lastX, lastY] = [Infinity, Infinity];
  for (let at = 0; at < ring.points.length; at += 2) {
    const x = (ring.points[at] ?? 0) * scale - left;
    const y = (ring.points[at + 1] ?? 0) * scale - top;
    if (Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue;
    line.push(x, y);
    [lastX, lastY] = [x, y];
  }
  return cut(
    cut(cut(cut(line, 0, -edge, true), 0, width + edge, false), 1, -edge, true),
    1,
    height + edge,
    false,
  );
}

/** Sea, land and the line between them. */
export function drawLand(rings: readonly Ring[], drawing: Drawing): void {
  const { ctx, width, height, palette } = drawing;
  ctx.fillStyle = palette.sunken;
  ctx.fillRect(0, 0, width, height);
  ctx.beginPath();
  for (const ring of rings) {
    const line = linePixels(ring, drawing);
    for (let at = 0; at < line.length; at += 2) {
      const [x, y] = [line[at] ?? 0, line[at + 1] ?? 0];
      if (at === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    }
    if (line.length > 0) ctx.closePath();
  }
  ctx.fillStyle = palette.surface;
  ctx.fill("evenodd");
  ctx.strokeStyle = palette["line-strong"];
  ctx.lineWidth = 1;
  ctx.stroke();
}
