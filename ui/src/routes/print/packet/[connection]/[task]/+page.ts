import { everyRow } from "$lib/design";
import type { AppError, BoardPerson, Packet } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { PRINT_LIMIT } from "$lib/print/limit";

import type { PageLoad } from "./$types";

interface Summary {
  packet: Packet;
  /** Those who did not respond. */
  silent: BoardPerson[];
  fetchedAt: number | null;
  complete: boolean;
}

/** What the task came to, and who never responded. */
export const load: PageLoad = async ({
  params,
}): Promise<{ summary: Summary | null; failed: AppError | null; printedAt: number }> => {
  const { connection, task } = params;
  const printedAt = Date.now();
  try {
    const read = await call("get_packet", { connection, task });
    if (read.value === null) throw read.problem ?? ({ code: "nothing_cached" } satisfies AppError);
    const silent = await everyRow<BoardPerson>(async (offset, limit) => {
      const { value } = await call("list_responses", {
        connection,
        task,
        status: "unread",
        office: null,
        filter: "",
        sort: "office",
        descending: false,
        offset,
        limit,
      });
      return value ?? { rows: [], total: 0 };
    }, PRINT_LIMIT);
    return {
      summary: {
        packet: read.value,
        silent: silent.rows,
        fetchedAt: read.fetched_at,
        complete: read.complete,
      },
      failed: null,
      printedAt,
    };
  } catch (thrown) {
    return { summary: null, failed: toAppError(thrown, "print_packet"), printedAt };
  }
};
