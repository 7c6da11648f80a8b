import { formatNumber } from "$lib/i18n";
import type { Point } from "$lib/ipc/bindings";

const RADIUS_M = 6_371_008.8;
const RADIAN = Math.PI / 180;
const THIN = "\u202f";

/** Metres between two points in WGS-84 on the sphere; off by 0.5 % at most. */
export function metresBetween(a: Point, b: Point): number {
  const [north, east] = [(b.lat - a.lat) * RADIAN, (b.lng - a.lng) * RADIAN];
  const h =
    Math.sin(north / 2) ** 2 +
    Math.cos(a.lat * RADIAN) * Math.cos(b.lat * RADIAN) * Math.sin(east / 2) ** 2;
  return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres along a line. */
export function lengthOf(line: readonly Point[]): number {
  let sum = 0;
  let last: Point | undefined;
  for (const point of line) {
    if (last) sum += metresBetween(last, point);
    last = point;
  }
  return sum;
}

/** `870 m`, `3.4 km`, `18 km`: as exactly as it helps. */
export function formatMetres(metres: number | null): string {
  if (metres === null) return "–";
  if (Math.round(metres) < 1000) return `${formatNumber(Math.round(metres))}${THIN}m`;
  const tenths = Math.round(metres / 100);
  return `${formatNumber(metres / 1000, tenths < 100 && tenths % 10 > 0 ? 1 : 0)}${THIN}km`;
}
