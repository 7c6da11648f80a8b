import { SvelteMap } from "svelte/reactivity";

import type { OutboxId } from "$lib/ipc/bindings";

/** Writes of which the page says where they stand, once for each place that does. */
const told = new SvelteMap<symbol, OutboxId>();

/** For what says where a write stands: no note over the page says it again. */
export function tells(entry: () => OutboxId | undefined): void {
  $effect(() => {
    const id = entry();
    if (id === undefined) return;
    const place = Symbol(id);
    told.set(place, id);
    return () => told.delete(place);
  });
}

export const isTold = (entry: OutboxId): boolean => [...told.values()].includes(entry);
