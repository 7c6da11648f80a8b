/** What somebody on the map is, the first that holds. */
export type Standing = "arrived" | "there" | "coming" | "seen" | "quiet";

/** Bits of a point's marks, as the core sends them. */
export const MARK = { checkedIn: 1, coming: 2, there: 4, older: 8 } as const;

/** A point that did not change for this long says little of where somebody is, seconds. */
export const QUIET_S = 600;
/** Up to this age a point is drawn in full, seconds. */
const FRESH_S = 120;
/** What is left of the colour of a point that is quiet. */
const FAINTEST = 0.4;

export function standingOf(marks: number, ageS: number): Standing {
  if (marks & MARK.checkedIn) return "arrived";
  if (marks & MARK.there) return "there";
  if (ageS >= QUIET_S) return "quiet";
  return marks & MARK.coming ? "coming" : "seen";
}

/** How strongly a point of that age is drawn: full while fresh, then fainter until it is quiet. */
export function strengthAt(ageS: number): number {
  const part = Math.min(1, Math.max(0, (ageS - FRESH_S) / (QUIET_S - FRESH_S)));
  return 1 - part * (1 - FAINTEST);
}
