/**
 * The reader's text size, 1 at 100 %. What is placed by number, as the rows of
 * a virtual list, reads it here: to ask the page for the token would have it
 * work out its styles anew.
 */
let scale = $state(1);

export const textScale = (): number => scale;

/** Puts a text size into force, here and in the token `--text-scale`. */
export function setTextScale(next: number, root: HTMLElement = document.documentElement): void {
  scale = next;
  const value = String(next);
  if (root.style.getPropertyValue("--text-scale") !== value)
    root.style.setProperty("--text-scale", value);
}

/** A height or width in px at the reader's text size. */
export const atTextSize = (px: number): number => Math.round(px * scale);
