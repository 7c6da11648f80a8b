import type { Commands } from "./bindings";
import { call } from "./call";

type Rows = "list_responses" | "list_check_ins";
type Args<Name extends Rows> = Commands[Name]["args"];
type Answer<Name extends Rows> = Promise<Commands[Name]["result"]>;

/** Rows on their way; handed out once. */
export interface Begun<Name extends Rows> {
  readonly key: string;
  take: () => Answer<Name> | null;
}

/**
 * The rows of a board. A page that reads its figures again begins to read the
 * rows that its table showed last along with them, so that both are painted at
 * once and no table waits for the figures first.
 */
export class BoardRows<Name extends Rows> {
  readonly #name: Name;
  #last: Args<Name> | null = null;

  constructor(name: Name) {
    this.#name = name;
  }

  /** Null where the table of this task has shown nothing yet. */
  begin(connection: string, task: string): Begun<Name> | null {
    const args = this.#last;
    if (args?.connection !== connection || args.task !== task) return null;
    let answer: Answer<Name> | null = call(this.#name, args);
    // Whoever takes it hears of it.
    answer.catch(() => {});
    const take = (): Answer<Name> | null => {
      const taken = answer;
      answer = null;
      return taken;
    };
    return { key: JSON.stringify(args), take };
  }

  /** What was begun, where it is just that; else a reading of its own. */
  read(args: Args<Name>, begun: Begun<Name> | null): Answer<Name> {
    this.#last = args;
    const ahead = begun?.key === JSON.stringify(args) ? begun.take() : null;
    return ahead ?? call(this.#name, args);
  }
}

export const responseRows = new BoardRows("list_responses");
export const checkInRows = new BoardRows("list_check_ins");
