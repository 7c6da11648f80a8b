import { redirect } from "@sveltejs/kit";

import { onlyReceives } from "$lib/clubs/sides";
import type {
  AttendanceBoard,
  AttendanceFigure,
  CodeWindow,
  MeetingView,
  OutboxView,
  Read,
} from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { invitationsHref } from "$lib/meetings/paths";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** What the detail of a meeting needs. */
interface Opened {
  view: Read<MeetingView>;
  board: Read<AttendanceBoard>;
  /** The latest write to it. */
  entry: OutboxView | null;
  /** When its codes were on screen here. */
  windows: CodeWindow[];
  /** How many signed in outside of these times, and how many in a bunch. */
  outside: number;
  inBurst: number;
}

export const load: PageLoad = async ({
  params,
  depends,
  parent,
}): Promise<{ opened: Opened | null }> => {
  const { connection, meeting } = params;
  if (meeting === undefined) {
    const { clubs, meetings, place } = await parent();
    if (place.filter === "" && onlyReceives(clubs, meetings.value))
      redirect(307, invitationsHref(connection));
    return { opened: null };
  }
  const one = { connection, meeting };
  depends(on(`meeting/${connection}/${meeting}`), on("outbox"));
  const count = async (figure: AttendanceFigure): Promise<number> => {
    const everybody = { department: null, filter: "", sort: "name" as const, descending: false };
    const read = await call("list_attendees", {
      ...one,
      figure,
      ...everybody,
      offset: 0,
      limit: 0,
    });
    return read.value?.total ?? 0;
  };
  const [view, board, outbox, windows, outside, inBurst] = await Promise.all([
    call("get_meeting", one).catch((thrown: unknown) =>
      failed<MeetingView>(toAppError(thrown, "get_meeting")),
    ),
    call("get_attendance_board", one).catch((thrown: unknown) =>
      failed<AttendanceBoard>(toAppError(thrown, "get_attendance_board")),
    ),
    call("list_outbox", {
      offset: 0,
      limit: 1,
      of: { kind: "affair", connection, affair: { kind: "meeting", meeting } },
    }).catch(() => null),
    call("list_code_windows", one).catch(() => []),
    count("outside").catch(() => 0),
    count("in_burst").catch(() => 0),
  ]);
  return {
    opened: { view, board, entry: outbox?.rows[0] ?? null, windows, outside, inBurst },
  };
};
