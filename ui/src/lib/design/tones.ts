/** What a colour means; each is a token of the same name. */
export type Tone = "neutral" | "accent" | "accepted" | "arrived" | "refused" | "unread" | "warning";

/** The shape that stands beside a colour, so that status never rests on colour alone. */
export type Mark = "dot" | "cross" | "ring" | "tick";

/** How each shape is drawn, in a box of 10 × 10: filled, or along its line. */
export const MARKS: Record<Mark, { path: string; filled?: boolean }> = {
  dot: { path: "M1 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", filled: true },
  ring: { path: "M1.8 5a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z" },
  cross: { path: "M2 2l6 6M8 2l-6 6" },
  tick: { path: "M1.5 5.4l2.4 2.5 4.6-5.6" },
};
