/** What a colour means; each is a token of the same name. */
export type Tone = "neutral" | "accent" | "accepted" | "arrived" | "refused" | "unread" | "warning";

/** The shape that stands beside a colour, so that status never rests on colour alone. */
export type Mark = "dot" | "cross" | "ring" | "tick";
