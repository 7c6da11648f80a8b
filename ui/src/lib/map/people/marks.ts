import { toX, toY } from "../mercator";
import type { Drawing } from "../sheet";
import type { Counts, Spot } from "./clusters";
import { standingOf, strengthAt, type Standing } from "./standing";

/** The radius of a person's mark, px. */
export const PERSON_RADIUS = 7;
/** A mark is pressed within this distance of its middle at least, px: half of 24. */
const NEAREST = 12;

/** A spot with where it lies in the world and how large it is drawn. */
export interface Mark {
  spot: Spot;
  x: number;
  y: number;
  /** px */
  radius: number;
}

/** Ten people make a cluster of 17 px, a thousand of 24. */
export function clusterRadius(people: number): number {
  return 13.5 + 3.5 * Math.log10(people);
}

export function markOf(spot: Spot): Mark {
  const radius = spot.kind === "cluster" ? clusterRadius(spot.people) : PERSON_RADIUS;
  return { spot, x: toX(spot.lng), y: toY(spot.lat), radius };
}

/** The mark at a pixel of a drawing: of several the nearest; null beside all. */
export function markAt(
  marks: readonly Mark[],
  view: Pick<Drawing, "scale" | "left" | "top">,
  x: number,
  y: number,
): Mark | null {
  let [found, nearest]: [Mark | null, number] = [null, Infinity];
  for (const mark of marks) {
    const far = Math.hypot(mark.x * view.scale - view.left - x, mark.y * view.scale - view.top - y);
    if (far <= Math.max(NEAREST, mark.radius) && far < nearest) [found, nearest] = [mark, far];
  }
  return found;
}

/** How a person's mark looks: its colour, whether it is filled, and what stands in it. */
export interface Look {
  tone: "arrived" | "accent" | "ink-2" | "unread";
  filled: boolean;
  sign: "tick" | "dot" | null;
}

/** Every standing differs from every other in shape, not in colour alone. */
export const LOOKS: Record<Standing, Look> = {
  arrived: { tone: "arrived", filled: true, sign: "tick" },
  there: { tone: "arrived", filled: true, sign: "dot" },
  coming: { tone: "accent", filled: true, sign: null },
  seen: { tone: "ink-2", filled: false, sign: "dot" },
  quiet: { tone: "unread", filled: false, sign: null },
};

/** In the order of a cluster's ring, from the top. */
export const STANDINGS = [
  "arrived",
  "there",
  "coming",
  "seen",
  "quiet",
] as const satisfies Standing[];

/** The arcs of a cluster's ring, as shares of a turn from the top. */
export function arcsOf(counts: Counts): { standing: Standing; from: number; to: number }[] {
  const total = STANDINGS.reduce((sum, standing) => sum + counts[standing], 0);
  let from = 0;
  return STANDINGS.flatMap((standing) => {
    const to = from + (total ? counts[standing] / total : 0);
    const arc = { standing, from, to };
    from = to;
    return arc.to > arc.from ? [arc] : [];
  });
}

/** A person's standing and the strength of its mark, `laterS` seconds after it was loaded. */
export function personAt(
  spot: Extract<Spot, { kind: "person" }>,
  laterS: number,
): { standing: Standing; strength: number } {
  const ageS = spot.ageS + laterS;
  const standing = standingOf(spot.marks, ageS);
  // Who has arrived does not move any more, and is as true as ever.
  return { standing, strength: standing === "arrived" ? 1 : strengthAt(ageS) };
}
