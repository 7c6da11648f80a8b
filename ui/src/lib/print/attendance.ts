import { everyRow } from "$lib/design";
import type { Call } from "$lib/exporting/takeout";
import type {
  AppError,
  AttendanceBoard,
  AttendeeRow,
  MeetingView,
  OneMeeting,
  Read,
} from "$lib/ipc/bindings";
import { oldest, type Age } from "$lib/tasks/reads";

import { PRINT_LIMIT } from "./limit";

/** The attendance sheet of a meeting: figures, and the rows that they add up to. */
export interface Attendance {
  view: MeetingView;
  board: AttendanceBoard;
  rows: AttendeeRow[];
  total: number;
  age: Age;
}

function known<T>(read: Read<T>): T {
  if (read.value === null) throw read.problem ?? ({ code: "nothing_cached" } satisfies AppError);
  return read.value;
}

/** Everybody by name, and figures of the same reading: one that comes between is waited out. */
export async function readAttendance(call: Call, of: OneMeeting): Promise<Attendance> {
  const view = await call("get_meeting", of);
  for (;;) {
    const board = await call("get_attendance_board", of);
    const reads: Read<unknown>[] = [];
    const people = await everyRow<AttendeeRow>(async (offset, limit) => {
      const read = await call("list_attendees", {
        ...of,
        figure: null,
        department: null,
        filter: "",
        sort: "name",
        descending: false,
        offset,
        limit,
      });
      reads.push(read);
      return known(read);
    }, PRINT_LIMIT);
    if (reads.some(({ fetched_at }) => fetched_at !== board.fetched_at)) continue;
    const age = oldest([view, board, ...reads]);
    return { view: known(view), board: known(board), ...people, age };
  }
}
