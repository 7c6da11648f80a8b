import type { Target } from "./bindings";
import { call } from "./call";

/** What each page shows, by the page. */
const shown = new Map<symbol, readonly Target[]>();
let told = "";
let telling = false;

/** One call at a time: of two at once the core may keep the older. */
async function tell(): Promise<void> {
  if (telling) return;
  telling = true;
  // What changes in one go is told in one.
  await Promise.resolve();
  let refused = "";
  for (;;) {
    const targets = [
      ...new Map([...shown.values()].flat().map((t) => [JSON.stringify(t), t])).values(),
    ];
    const args = { targets, visible: !document.hidden };
    const text = JSON.stringify(args);
    if (text === told || text === refused) break;
    told = text;
    refused = await call("watch", args).then(
      () => "",
      () => text,
    );
    // A core that cannot take it now says so on the reads themselves; what
    // changed meanwhile is told all the same.
    if (refused) told = "";
  }
  telling = false;
}

/**
 * Tells the core what is on screen, so that it is kept fresh. A page calls this
 * in an `$effect` and hands back what it answers; list and detail each name
 * their own, and the core hears of both.
 */
export function watch(targets: readonly Target[]): () => void {
  const owner = Symbol("page");
  shown.set(owner, targets);
  void tell();
  return () => {
    shown.delete(owner);
    void tell();
  };
}

/** The core may have lost what it was told: it hears it again. */
export function tellAgain(): void {
  told = "";
  void tell();
}

/** Tells the core when the window is hidden and seen again; the frame does this once. */
export function followVisibility(): () => void {
  const tellAnew = (): void => void tell();
  document.addEventListener("visibilitychange", tellAnew);
  return () => {
    document.removeEventListener("visibilitychange", tellAnew);
  };
}
