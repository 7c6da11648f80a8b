import { everyRow } from "$lib/design";
import type { AppError, Read, Rows } from "$lib/ipc/bindings";
import { PRINT_LIMIT } from "$lib/print/limit";

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

/** The first rows of a list, `most` of them, however few an answer holds; as old as the first. */
export async function everyWindow<Row>(
  read: (offset: number, limit: number) => Promise<Read<Rows<Row>>>,
  most = PRINT_LIMIT,
): Promise<Read<Rows<Row>>> {
  const windows: Read<Rows<Row>>[] = [];
  const { rows } = await everyRow(async (offset, limit) => {
    const window = await read(offset, limit);
    windows.push(window);
    return window.value ?? { rows: [], total: 0 };
  }, most);
  const [{ value, ...age } = await read(0, 1)] = windows;
  return { ...age, value: value && { ...value, rows } };
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
