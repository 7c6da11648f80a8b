import type { OutboxId } from "$lib/ipc/bindings";

/** Writes of which the page says where they stand, once for each place that does. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping, never read while drawing
const here = new Map<symbol, OutboxId>();

/** For what says where a write stands: no note over the page says it again. */
export function tells(entry: () => OutboxId | undefined): void {
  $effect(() => {
    const id = entry();
    if (id === undefined) return;
    const place = Symbol(id);
    here.set(place, id);
    return () => here.delete(place);
  });
}

export const isOnPage = (entry: OutboxId): boolean => [...here.values()].includes(entry);
