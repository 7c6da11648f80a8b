import { getContext, setContext, untrack } from "svelte";

import { isComposing } from "$lib/design";

/**
 * What a page lets the keys, the sheet of keys and the palette do. An act that
 * a page cannot do at the moment is left out or `undefined`: then its key does
 * nothing, and neither the sheet nor the palette shows it.
 *
 *     usePageKeys(() => ({
 *       onrefresh: refresh,
 *       onexport: rows.length > 0 ? openExport : undefined,
 *       onprint: () => window.print(),
 *     }));
 *
 * The function is asked anew each time, so it may read whatever is reactive.
 */
export interface PageKeys {
  /** N */
  onnew?: (() => void) | undefined;
  /** F or / */
  onfilter?: (() => void) | undefined;
  /** M */
  onmark?: (() => void) | undefined;
  /** R */
  onrefresh?: (() => void) | undefined;
  /** E */
  onexport?: (() => void) | undefined;
  /** P */
  onprint?: (() => void) | undefined;
  /** Esc, when nothing that floats takes it. */
  onback?: (() => void) | undefined;
}

interface Level {
  /** In how many others that answer keys it stands; half a one less where it yields to what is beside it. */
  depth: number;
  keys: () => PageKeys;
}

let stack = $state.raw<readonly Level[]>([]);
const DEPTH = Symbol("depth");

/**
 * Answers keys as long as the component that calls this is there. What stands
 * inside goes first, whenever it came; of two side by side the later one, so a
 * detail asked after its list. What it leaves out falls to the others.
 * `behind`: what stands beside it goes first also where this came later.
 */
export function usePageKeys(keys: () => PageKeys, { behind = false } = {}): void {
  const depth = getContext<number | undefined>(DEPTH) ?? 0;
  setContext(DEPTH, depth + 1);
  const level = { depth: behind ? depth - 0.5 : depth, keys };
  $effect(() => {
    stack = [...untrack(() => stack), level].sort((a, b) => a.depth - b.depth);
    return () => {
      stack = stack.filter((one) => one !== level);
    };
  });
}

/** The acts that the pages offer at the moment, the innermost page's first. */
export function offered(): PageKeys {
  const acts: PageKeys = {};
  for (const { keys } of stack.toReversed())
    for (const [name, act] of Object.entries(keys()) as [keyof PageKeys, (() => void)?][])
      if (act) acts[name] ??= act;
  return acts;
}

/** Whether a key was pressed inside a dialog or a menu: there the page's keys mean nothing. */
export function inFloat({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest("[role=dialog], [role=menu], [role=listbox]") !== null
  );
}

/** What a key asks for, as far as it is one of ours and nobody is typing. */
export function askedBy(event: KeyboardEvent): keyof PageKeys | "help" | "palette" | null {
  if (event.defaultPrevented || isComposing(event)) return null;
  if (inFloat(event)) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey) {
    // Both everywhere: who moves between systems has one of them in the fingers.
    const one = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
    return one && event.key.toLowerCase() === "k" ? "palette" : null;
  }
  const typing = target?.closest(
    "input:not([type=radio], [type=checkbox]), textarea, [contenteditable=true]",
  );
  if (event.key === "Escape") return "onback";
  if (typing) return null;
  switch (event.key) {
    case "n":
    case "N":
      return "onnew";
    case "f":
    case "F":
    case "/":
      return "onfilter";
    case "m":
    case "M":
      return "onmark";
    case "r":
    case "R":
      return "onrefresh";
    case "e":
    case "E":
      return "onexport";
    case "p":
    case "P":
      return "onprint";
    case "?":
    case "？":
      return "help";
    default:
      return null;
  }
}

/** The frame's own keys. */
export interface FrameKeys {
  /** ? */
  onhelp: () => void;
  /** Ctrl K or ⌘ K */
  onpalette: () => void;
}

/** Does what a key asks for. */
export function handleKey(event: KeyboardEvent, frame: FrameKeys): void {
  const asked = askedBy(event);
  if (asked === null) return;
  if (asked === "help" || asked === "palette") {
    event.preventDefault();
    if (asked === "help") frame.onhelp();
    else frame.onpalette();
    return;
  }
  const act = offered()[asked];
  if (act) {
    event.preventDefault();
    act();
  }
}
