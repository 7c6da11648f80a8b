import { coloursAt } from "$lib/design";

/** The tokens that the map draws with, as colours that a canvas understands. */
const TOKENS = [
  "surface",
  "sunken",
  "line",
  "line-strong",
  "ink",
  "ink-2",
  "ink-3",
  "accent",
  "on-accent",
  "accepted",
  "arrived",
  "unread",
  "warning",
  "refused",
] as const;

export type Token = (typeof TOKENS)[number];
export type Palette = Record<Token, string>;

/** The tokens as they stand at `within`. */
export function readPalette(within: HTMLElement): Palette {
  return coloursAt(within, TOKENS);
}

/** Calls when the look may have changed: the reader's choice, or the system's. */
export function followLook(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", changed);
  };
}
