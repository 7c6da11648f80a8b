import type { AppError, PeopleGroup, ResponseBoard, TaskView } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";

import type { PageLoad } from "./$types";

interface Facts {
  view: TaskView;
  board: ResponseBoard | null;
  groups: PeopleGroup[];
  groupsInAll: number;
  fetchedAt: number | null;
  complete: boolean;
}

/** Groups that one page has room for. */
const GROUPS = 200;

/** One task; figures and groups as far as they were read. */
export const load: PageLoad = async ({
  params,
}): Promise<{ facts: Facts | null; failed: AppError | null; printedAt: number }> => {
  const { connection, task } = params;
  const printedAt = Date.now();
  try {
    const [view, board, groups] = await Promise.all([
      call("get_task", { connection, task }),
      call("get_response_board", { connection, task }),
      call("list_task_groups", { connection, task, offset: 0, limit: GROUPS }),
    ]);
    if (view.value === null) throw view.problem ?? ({ code: "nothing_cached" } satisfies AppError);
    // As old as the oldest thing on the page.
    const ages = [view, board, groups].flatMap((read) => read.fetched_at ?? []);
    return {
      facts: {
        view: view.value,
        // Rows that are missing make no total.
        board: board.complete ? board.value : null,
        groups: groups.value?.groups.rows ?? [],
        groupsInAll: groups.value?.groups.total ?? 0,
        fetchedAt: ages.length > 0 ? Math.min(...ages) : null,
        complete: groups.complete || groups.value === null,
      },
      failed: null,
      printedAt,
    };
  } catch (thrown) {
    return { facts: null, failed: toAppError(thrown, "print_facts"), printedAt };
  }
};
