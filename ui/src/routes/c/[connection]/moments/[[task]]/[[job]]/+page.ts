import type { MomentJobView, OneMomentJob, PostingBoard, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** What the detail of a job needs. */
interface Opened {
  of: OneMomentJob;
  view: Read<MomentJobView>;
  board: Read<PostingBoard>;
}

export const load: PageLoad = async ({
  params,
  depends,
  parent,
}): Promise<{ opened: Opened | null }> => {
  const { connection, task, job } = params;
  if (task === undefined || job === undefined) return { opened: null };
  depends(on(`moment_job/${connection}/${job}`), on(`sop_task/${connection}/${task}`));
  const { place } = await parent();
  const of = { of: { connection, task, day: place.day }, job };
  const [view, board] = await Promise.all([
    call("get_moment_job", of).catch((thrown: unknown) =>
      failed<MomentJobView>(toAppError(thrown, "get_moment_job")),
    ),
    call("get_posting_board", of).catch((thrown: unknown) =>
      failed<PostingBoard>(toAppError(thrown, "get_posting_board")),
    ),
  ]);
  return { opened: { of, view, board } };
};
