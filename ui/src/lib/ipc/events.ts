import { invalidate } from "$app/navigation";
import { navigating } from "$app/state";

import type { Event } from "./bindings";
import { transport } from "./transports";

/** The name under which a `load` depends on a tag of the core: `depends(on("tasks/c1"))`. */
export function on(tag: string): `app:${string}` {
  return `app:${encodeURI(tag)}`;
}

/** Runs `work` before the next frame, or soon where no frame is drawn. */
function beforeNextFrame(work: () => void): void {
  if (document.hidden) setTimeout(work, 50);
  else requestAnimationFrame(work);
}

/**
 * Turns what changed in the core into new readings: every `load` that depends
 * on one of the tags runs again, once a frame however many events came. Never
 * while a page is being opened: an invalidation aborts a navigation, and what
 * is being opened reads afresh anyway.
 */
export async function followChanges(
  again: (name: `app:${string}`) => Promise<void> = (name) => invalidate(name),
  schedule: (work: () => void) => void = beforeNextFrame,
  opening: () => Promise<void> | null = () => navigating.complete,
): Promise<() => void> {
  let waiting: string[] = [];
  const flush = (): void => {
    const page = opening();
    if (page) {
      const later = (): void => schedule(flush);
      page.then(later, later);
      return;
    }
    const tags = new Set(waiting);
    waiting = [];
    for (const tag of tags) void again(on(tag));
  };
  const to = await transport();
  return to.listen((event) => {
    const { type, tags } = event as Event;
    if (type !== "changed") return;
    if (waiting.length === 0) schedule(flush);
    waiting.push(...tags);
  });
}
