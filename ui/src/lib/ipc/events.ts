import { invalidate, invalidateAll } from "$app/navigation";
import { navigating } from "$app/state";

import type { Event, InboxId } from "./bindings";
import { transport } from "./transports";
import { tellAgain } from "./watch";

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
 * is being opened reads afresh anyway. What changed before the events flow, or
 * while they did not, is read again as well. `opened` hears of a notice that
 * somebody pressed outside of the windows.
 */
export async function followChanges(
  opened: (notice: InboxId) => void,
  again: (name: `app:${string}`) => Promise<void> = (name) => invalidate(name),
  schedule: (work: () => void) => void = beforeNextFrame,
  opening: () => Promise<void> | null = () => navigating.complete,
  everything: () => Promise<void> = () => invalidateAll(),
): Promise<() => void> {
  let waiting: string[] = [];
  /** Nobody knows what changed: events may have been missed. */
  let missed = false;
  const flush = (): void => {
    const page = opening();
    if (page) {
      const later = (): void => schedule(flush);
      page.then(later, later);
      return;
    }
    const tags = new Set(waiting);
    const all = missed;
    waiting = [];
    missed = false;
    if (all) void everything();
    else for (const tag of tags) void again(on(tag));
  };
  const soon = (): void => {
    if (waiting.length === 0 && !missed) schedule(flush);
  };
  const miss = (): void => {
    soon();
    missed = true;
  };
  /** Events end where the core ends, or where it takes this window for closed. */
  const cutOff = (): void => {
    tellAgain();
    miss();
  };
  const to = await transport();
  const stop = await to.listen((event) => {
    const told = event as Event;
    if (told.type === "opened") opened(told.notice);
    if (told.type !== "changed" || told.tags.length === 0) return;
    soon();
    waiting.push(...told.tags);
  }, cutOff);
  miss();
  return stop;
}
