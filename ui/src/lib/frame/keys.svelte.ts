import { isComposing } from "$lib/design";

/** What a page lets the keys do; a key that no page answers does nothing. */
export interface PageKeys {
  /** N */
  onnew?: () => void;
  /** F or / */
  onfilter?: () => void;
  /** R */
  onrefresh?: () => void;
  /** Esc, when nothing that floats takes it. */
  onback?: () => void;
}

const stack: (() => PageKeys)[] = [];

/**
 * Answers keys as long as the component that calls this is there. A detail
 * asked after its list goes first; what it leaves out falls to the list.
 */
export function usePageKeys(keys: () => PageKeys): void {
  $effect(() => {
    stack.push(keys);
    return () => {
      stack.splice(stack.indexOf(keys), 1);
    };
  });
}

/** What a key asks for, as far as it is one of ours and nobody is typing. */
export function askedBy(event: KeyboardEvent): keyof PageKeys | "help" | null {
  if (event.defaultPrevented || isComposing(event)) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target instanceof Element ? event.target : null;
  // Inside a dialog or a menu the page's keys mean nothing.
  if (target?.closest("[role=dialog], [role=menu], [role=listbox]")) return null;
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
    case "r":
    case "R":
      return "onrefresh";
    case "?":
    case "？":
      return "help";
    default:
      return null;
  }
}

/** Does what a key asks for; `onhelp` is the frame's own. */
export function handleKey(event: KeyboardEvent, onhelp: () => void): void {
  const asked = askedBy(event);
  if (asked === null) return;
  if (asked === "help") {
    event.preventDefault();
    onhelp();
    return;
  }
  for (const keys of stack.toReversed()) {
    const act = keys()[asked];
    if (act) {
      event.preventDefault();
      act();
      return;
    }
  }
}
