import { invalidate, invalidateAll } from "$app/navigation";
import { navigating } from "$app/state";

import type { Event, InboxId } from "./bindings";
import { transport } from "./transports";
import { tellAgain } from "./watch";

/** The name under which a `load` depends on a tag of the core: `depends(on("tasks/c1"))`. */
export function on(tag: string): `app:${string}` {
  return `app:${encodeURI(tag)}`;
}

/** How long one reading keeps the next from beginning, milliseconds; none should take as long. */
const PATIENCE = 1_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Until the next frame is drawn, with what is already known on it; soon where none is drawn. */
function nextFrame(): Promise<void> {
  if (document.hidden) return pause(50);
  // A task that a frame's callback asks for comes after that frame.
  return new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
}

/**
 * Turns what changed in the core into new readings: every `load` that depends
 * on one of the tags runs again, once a frame however many events came. What
 * changes meanwhile is read after it: SvelteKit would begin all of it anew.
 * Never while a page is being opened: an invalidation aborts a navigation, and
 * what is being opened reads afresh anyway. What changed before the events flow,
 * or while they did not, is read again as well. `opened` hears of a notice that
 * somebody pressed outside of the windows.
 */
export async function followChanges(
  opened: (notice: InboxId) => void,
  again: (name: `app:${string}`) => Promise<void> = (name) => invalidate(name),
  opening: () => Promise<void> | null = () => navigating.complete,
  everything: () => Promise<void> = () => invalidateAll(),
): Promise<() => void> {
  let waiting = new Set<string>();
  /** Nobody knows what changed: events may have been missed. */
  let missed = false;
  let reading = false;
  async function read(): Promise<void> {
    reading = true;
    await nextFrame();
    while (missed || waiting.size > 0) {
      const page = opening();
      if (page) {
        await Promise.allSettled([page]);
        await nextFrame();
        continue;
      }
      const readings = missed ? [everything()] : [...waiting].map((tag) => again(on(tag)));
      waiting = new Set();
      missed = false;
      await Promise.race([Promise.allSettled(readings), pause(PATIENCE)]);
    }
    reading = false;
  }
  const soon = (): void => {
    if (!reading) void read();
  };
  const miss = (): void => {
    missed = true;
    soon();
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
    for (const tag of told.tags) waiting.add(tag);
    soon();
  }, cutOff);
  miss();
  return stop;
}
