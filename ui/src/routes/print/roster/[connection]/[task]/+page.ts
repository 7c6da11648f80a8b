import { everyRow } from "$lib/design";
import type {
  AppError,
  BoardPerson,
  Read,
  SeenCheckIn,
  SoldierId,
  TaskView,
} from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { PRINT_LIMIT } from "$lib/print/limit";
import { oldest } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

interface Roster {
  view: TaskView;
  rows: BoardPerson[];
  total: number;
  arrived: Set<SoldierId>;
  fetchedAt: number | null;
  complete: boolean;
}

/** Those who accepted, and who of them has been ticked off already. */
export const load: PageLoad = async ({
  params,
}): Promise<{ roster: Roster | null; failed: AppError | null; printedAt: number }> => {
  const { connection, task } = params;
  const printedAt = Date.now();
  try {
    const view = await call("get_task", { connection, task });
    if (view.value === null) throw view.problem ?? ({ code: "nothing_cached" } satisfies AppError);
    // The sheet is as old as the oldest of what it is made of.
    const reads: Read<unknown>[] = [];
    const people = await everyRow<BoardPerson>(async (offset, limit) => {
      const read = await call("list_responses", {
        connection,
        task,
        status: "accepted",
        office: null,
        filter: "",
        sort: "name",
        descending: false,
        offset,
        limit,
      });
      if (read.value === null)
        throw read.problem ?? ({ code: "nothing_cached" } satisfies AppError);
      reads.push(read);
      return read.value;
    }, PRINT_LIMIT);
    const arrived = await everyRow<SeenCheckIn>(async (offset, limit) => {
      const read = await call("list_check_ins", {
        connection,
        task,
        status: "checked_in",
        office: null,
        filter: "",
        sort: "name",
        descending: false,
        offset,
        limit,
      });
      reads.push(read);
      // Nobody is ticked off where the check-ins were never read.
      return read.value ?? { rows: [], total: 0 };
    }, PRINT_LIMIT);
    const { fetched_at: fetchedAt, complete } = oldest(reads);
    return {
      roster: {
        view: view.value,
        ...people,
        arrived: new Set(arrived.rows.map((row) => row.soldier)),
        fetchedAt,
        complete,
      },
      failed: null,
      printedAt,
    };
  } catch (thrown) {
    return { roster: null, failed: toAppError(thrown, "print_roster"), printedAt };
  }
};
