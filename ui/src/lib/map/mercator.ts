/*
 * Web Mercator with the world as a square of side 1: x grows to the east from
 * 180° W, y to the south from 85.05° N. Drawing adds a scale and an offset.
 */

/** Beyond it, north and south, Web Mercator ends. */
export const MAX_LAT = 85.051_128_779_806_6;
const RADIAN = Math.PI / 180;

export const toX = (lng: number): number => lng / 360 + 0.5;
export const toY = (lat: number): number => {
  const sine = Math.sin(Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * RADIAN);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};
export const toLng = (x: number): number => (x - 0.5) * 360;
export const toLat = (y: number): number => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / RADIAN;

/** Pixels that the whole world is wide at a zoom. */
export const worldPixels = (zoom: number): number => 256 * 2 ** zoom;

const EQUATOR_M = 40_075_016.686;
/** Metres on the ground that a pixel covers at a latitude. */
export const metresPerPixel = (lat: number, zoom: number): number =>
  (EQUATOR_M * Math.cos(lat * RADIAN)) / worldPixels(zoom);
