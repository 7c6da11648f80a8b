/** What is asked before an act: for how many it is, and what it means. */
export interface Question {
  title: string;
  /** How many it reaches; the age of that number. */
  reach: string;
  age: string;
  means: readonly string[];
  /** A reason to think twice. */
  warning: string;
  act: string;
  /** It cannot be undone. */
  danger: boolean;
  /** There is nothing to do. */
  idle: boolean;
}

/** After a reminder that is younger than this one asks twice. */
export const JUST_NOW = 5 * 60_000;
