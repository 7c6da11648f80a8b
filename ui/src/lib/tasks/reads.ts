import type { AppError, Read } from "$lib/ipc/bindings";

export type Age = Omit<Read<unknown>, "value">;

/** A reading that could not even be asked for: nothing, and why. */
export function failed<T>(problem: AppError): Read<T> {
  return {
    value: null,
    fetched_at: null,
    server_time: null,
    complete: false,
    stale_after: null,
    problem,
  };
}

/**
 * The age of several readings shown together: that of the oldest, complete only
 * where all are, with the first problem. Readings that hold nothing show
 * nothing, so they have no say.
 */
export function oldest(reads: readonly Read<unknown>[]): Age {
  const shown = reads.filter((one) => one.value !== null && one.fetched_at !== null);
  const first = shown.reduce<Read<unknown> | null>(
    (old, one) => (old === null || (one.fetched_at ?? 0) < (old.fetched_at ?? 0) ? one : old),
    null,
  );
  return {
    fetched_at: first?.fetched_at ?? null,
    server_time: first?.server_time ?? null,
    complete: shown.every((one) => one.complete),
    stale_after: first?.stale_after ?? null,
    problem: reads.find((one) => one.problem !== null)?.problem ?? null,
  };
}
