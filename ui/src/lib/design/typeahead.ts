/** How long a pause ends a word, ms. */
const PAUSE = 800;

/** A key that writes one character. */
export function isLetter(event: KeyboardEvent): boolean {
  const { key, altKey, ctrlKey, metaKey } = event;
  return !altKey && !ctrlKey && !metaKey && /^[\p{L}\p{N}]$/u.test(key);
}

/** What is typed over a list to get to a row of it. */
export class TypeAhead {
  #typed = "";
  #at = -Infinity;

  /**
   * Takes a letter at a time in ms. Answers what was typed, and whether the
   * search goes on behind the row that is active: the first letter of a word
   * leads on, further ones may keep it.
   */
  take(letter: string, at: number): { typed: string; onwards: boolean } {
    this.#typed = at - this.#at < PAUSE ? this.#typed + letter : letter;
    this.#at = at;
    return { typed: this.#typed, onwards: this.#typed.length === 1 };
  }
}
