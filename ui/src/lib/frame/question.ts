/** What is asked before an act: for how many it is, and what it means. */
export interface Question {
  title: string;
  /** How many it reaches; how these are made up; the age of that number. */
  reach: string;
  split?: string;
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
