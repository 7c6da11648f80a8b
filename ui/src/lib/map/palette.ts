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

/**
 * Reads the tokens as they stand at `within`: a canvas knows neither custom
 * properties nor `light-dark()`, but the colour of an element is worked out.
 */
export function readPalette(within: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  within.append(probe);
  const colours = TOKENS.map((token) => {
    probe.style.color = `var(--${token})`;
    return [token, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Palette;
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
