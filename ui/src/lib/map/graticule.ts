/** Distances between the lines of a graticule, in seconds of arc: 30° to 1″. */
const STEPS = [
  108_000, 36_000, 18_000, 7_200, 3_600, 1_800, 600, 300, 120, 60, 30, 10, 5, 2, 1,
] as const;

/** The step, in seconds, whose lines stand at least `apart` px from each other. */
export function stepFor(pixelsPerDegree: number, apart = 110): number {
  const wide = (step: number): boolean => (step / 3600) * pixelsPerDegree >= apart;
  return STEPS.findLast(wide) ?? STEPS[0];
}

/** The lines between two values, in seconds of arc. */
export function linesBetween(from: number, to: number, step: number): number[] {
  const first = Math.ceil((from * 3600) / step);
  const last = Math.floor((to * 3600) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => (first + n) * step);
}

const two = (n: number): string => String(n).padStart(2, "0");

/** `113°20′E`, as exactly as the step asks for. */
export function spellLine(seconds: number, step: number, axis: "lat" | "lng"): string {
  const size = Math.abs(seconds);
  const side =
    seconds === 0 ? "" : axis === "lat" ? (seconds > 0 ? "N" : "S") : seconds > 0 ? "E" : "W";
  const degrees = `${Math.floor(size / 3600)}°`;
  const minutes = step % 3600 === 0 ? "" : `${two(Math.floor((size % 3600) / 60))}′`;
  const rest = step % 60 === 0 ? "" : `${two(size % 60)}″`;
  return degrees + minutes + rest + side;
}
