import { metresPerPixel } from "./mercator";

/** 1, 2 or 5 times a power of ten: the longest such length of metres that fits. */
export function roundLength(atMost: number): number {
  const power = 10 ** Math.floor(Math.log10(atMost));
  const step = [5, 2, 1].find((one) => one * power <= atMost) ?? 1;
  return step * power;
}

export interface Scale {
  metres: number;
  /** How long the bar is, px. */
  width: number;
}

/** A bar of a round length, `widest` px at most, for the middle of the map. */
export function scaleAt(lat: number, zoom: number, widest = 110): Scale {
  const pixel = metresPerPixel(lat, zoom);
  const metres = roundLength(pixel * widest);
  return { metres, width: metres / pixel };
}

/** Three rings around the gather place that a map of this height can show, metres. */
export function ringsFor(lat: number, zoom: number, height: number): number[] {
  const outer = roundLength(metresPerPixel(lat, zoom) * height * 0.45);
  const leading = Number(String(outer)[0]);
  // A fifth is too near to be a ring of its own.
  const parts = leading === 2 ? [0.25, 0.5, 1] : [0.2, 0.4, 1];
  return (leading === 1 ? [0.2, 0.5, 1] : parts).map((part) => outer * part);
}
