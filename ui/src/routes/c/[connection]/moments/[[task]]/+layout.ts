import { redirect } from "@sveltejs/kit";

import { pageOf, windowOf } from "$lib/clubs/paths";
import type {
  ListMomentDays,
  MomentBoard,
  MomentDays,
  MomentJobView,
  Page,
  Read,
} from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { jobPlaceOf, momentsHref, type JobPlace } from "$lib/moments/paths";
import { everyWindow, failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

/** The jobs of a task, what they come to, and on which days they are. */
interface Jobs {
  rows: Read<Page<MomentJobView>>;
  board: Read<MomentBoard>;
  days: Read<MomentDays>;
}

async function daysOf(of: Pick<ListMomentDays, "connection" | "task">): Promise<Read<MomentDays>> {
  let undated = 0;
  const { value, ...age } = await everyWindow(async (offset, limit) => {
    const read = await call("list_moment_days", { ...of, from: null, until: null, offset, limit });
    undated = read.value?.undated ?? 0;
    return { ...read, value: read.value && read.value.days };
  });
  return { ...age, value: value && { days: value, undated } };
}

export const load: LayoutLoad = async ({
  params,
  url,
  depends,
  parent,
}): Promise<{ place: JobPlace; jobs: Jobs | null }> => {
  const { connection, task } = params;
  const place = jobPlaceOf(url.searchParams);
  if (task === undefined) {
    const { tasks } = await parent();
    const first = tasks.value?.rows[0];
    if (first) redirect(307, momentsHref(connection, first.id, place));
    return { place, jobs: null };
  }
  depends(on(`sop_task/${connection}/${task}`));
  const of = { connection, task, day: place.day };
  const { filter, waiting } = place;
  const page = windowOf(place);
  const [rows, board, days] = await Promise.all([
    everyWindow(
      (offset, limit) =>
        call("list_moment_jobs", { of, filter, waiting, offset: page.offset + offset, limit }),
      page.limit,
    ).catch((thrown: unknown) => failed<never>(toAppError(thrown, "list_moment_jobs"))),
    call("get_moment_board", of).catch((thrown: unknown) =>
      failed<MomentBoard>(toAppError(thrown, "get_moment_board")),
    ),
    daysOf({ connection, task }).catch((thrown: unknown) =>
      failed<MomentDays>(toAppError(thrown, "list_moment_days")),
    ),
  ]);
  return { place, jobs: { rows: pageOf(rows, place), board, days } };
};
