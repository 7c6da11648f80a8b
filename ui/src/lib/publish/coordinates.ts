/** Two coordinates as text, digits as they were typed. */
export interface Pair {
  lat: string;
  lng: string;
}

const NUMBER = String.raw`[-+]?\d{1,3}(?:\.\d+)?`;
const PAIR = new RegExp(
  String.raw`^[^\d+-]{0,4}(${NUMBER})\s*°?\s*[NnEeSsWw北东南西纬经]{0,2}[\s,，;；、/|]+[^\d+-]{0,4}(${NUMBER})\s*°?\s*[NnEeSsWw]?\)?$`,
);

/** Full-width digits and signs, as an input method leaves them. */
function halfWidth(text: string): string {
  return text
    .replace(/[０-９．＋－，]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[−–]/g, "-");
}

/**
 * Both coordinates out of one pasted text: `23.1067, 113.3245`, `(23.1, 113.3)`,
 * `北纬23.1 东经113.3`. Longitude first is understood where only that can be
 * meant: there is no latitude beyond 90. Null where there are not exactly two.
 */
export function readPair(text: string): Pair | null {
  const found = PAIR.exec(halfWidth(text).trim());
  const [first, second] = [found?.[1], found?.[2]];
  if (first === undefined || second === undefined) return null;
  return Math.abs(Number(first)) > 90 ? { lat: second, lng: first } : { lat: first, lng: second };
}
