import type { Target } from "./bindings";
import { call } from "./call";

/** What each page shows, by the page. */
const shown = new Map<symbol, readonly Target[]>();
let told = "";
let waiting = false;

function tell(): void {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    const targets = [
      ...new Map([...shown.values()].flat().map((t) => [JSON.stringify(t), t])).values(),
    ];
    const args = { targets, visible: !document.hidden };
    const text = JSON.stringify(args);
    if (text === told) return;
    told = text;
    // A core that cannot take it now says so on the reads themselves.
    call("watch", args).catch(() => (told = ""));
  });
}

/**
 * Tells the core what is on screen, so that it is kept fresh. A page calls this
 * in an `$effect` and hands back what it answers; list and detail each name
 * their own, and the core hears of both.
 */
export function watch(targets: readonly Target[]): () => void {
  const owner = Symbol("page");
  shown.set(owner, targets);
  tell();
  return () => {
    shown.delete(owner);
    tell();
  };
}

/** The core may have lost what it was told: it hears it again. */
export function tellAgain(): void {
  told = "";
  tell();
}

/** Tells the core when the window is hidden and seen again; the frame does this once. */
export function followVisibility(): () => void {
  document.addEventListener("visibilitychange", tell);
  return () => {
    document.removeEventListener("visibilitychange", tell);
  };
}
