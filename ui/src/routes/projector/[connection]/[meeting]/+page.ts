import type { AttendanceBoard, AttendeeRow, MeetingView, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** Arrivals that have room. */
const LATEST = 6;

interface Projector {
  view: Read<MeetingView>;
  board: Read<AttendanceBoard>;
  /** Newest first. */
  latest: AttendeeRow[];
}

export const load: PageLoad = async ({ params, depends }): Promise<Projector> => {
  const { connection, meeting } = params;
  depends(on(`meeting/${connection}/${meeting}`));
  const [view, board, latest] = await Promise.all([
    call("get_meeting", params).catch((thrown: unknown) =>
      failed<MeetingView>(toAppError(thrown, "get_meeting")),
    ),
    call("get_attendance_board", params).catch((thrown: unknown) =>
      failed<AttendanceBoard>(toAppError(thrown, "get_attendance_board")),
    ),
    call("list_attendees", {
      ...params,
      figure: "signed",
      department: null,
      filter: "",
      sort: "signed_at",
      descending: true,
      offset: 0,
      limit: LATEST,
    }).catch(() => null),
  ]);
  return { view, board, latest: latest?.value?.rows ?? [] };
};
