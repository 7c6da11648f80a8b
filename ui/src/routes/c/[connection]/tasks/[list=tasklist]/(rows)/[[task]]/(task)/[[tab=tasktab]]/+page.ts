import type {
  CheckInBoard,
  CheckInPicture,
  PeopleGroups,
  PositionBoard,
  Read,
  ResponsePicture,
} from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { readBases, type Bases } from "$lib/ipc/maps";
import { checkInRows, responseRows, type Begun } from "$lib/ipc/boardrows";
import { GROUPS } from "$lib/tasks/groups.svelte";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** What the open tab needs beside the task itself. */
interface OfTab {
  /** Curves and offices stand beside figures that say for themselves why there are none. */
  responsePicture: ResponsePicture | null;
  /** The rows of the board that is open, on their way as soon as its figures are. */
  responseRows: Begun<"list_responses"> | null;
  checkInRows: Begun<"list_check_ins"> | null;
  checkIns: Read<CheckInBoard> | null;
  /** The first of them. */
  groups: Read<PeopleGroups> | null;
  checkInPicture: CheckInPicture | null;
  positions: Read<PositionBoard> | null;
  bases: Bases | null;
}

const NOTHING: OfTab = {
  responsePicture: null,
  responseRows: null,
  checkInRows: null,
  checkIns: null,
  checkInPicture: null,
  groups: null,
  positions: null,
  bases: null,
};

export const load: PageLoad = async ({ params, depends }): Promise<OfTab> => {
  const { connection, task, tab } = params;
  if (task === undefined) return NOTHING;
  depends(on(`task/${connection}/${task}`));
  switch (tab) {
    case "responses": {
      const rows = responseRows.begin(connection, task);
      const picture = await call("get_response_picture", { connection, task }).catch(() => null);
      return { ...NOTHING, responsePicture: picture?.value ?? null, responseRows: rows };
    }
    case "check-ins": {
      const rows = checkInRows.begin(connection, task);
      const [checkIns, picture] = await Promise.all([
        call("get_check_in_board", { connection, task }).catch((thrown: unknown) =>
          failed<CheckInBoard>(toAppError(thrown, "get_check_in_board")),
        ),
        call("get_check_in_picture", { connection, task }).catch(() => null),
      ]);
      const checkInPicture = picture?.value ?? null;
      return { ...NOTHING, checkIns, checkInPicture, checkInRows: rows };
    }
    case "people": {
      const groups = await call("list_task_groups", {
        connection,
        task,
        offset: 0,
        limit: GROUPS,
      }).catch((thrown: unknown) => failed<PeopleGroups>(toAppError(thrown, "list_task_groups")));
      return { ...NOTHING, groups };
    }
    case "map": {
      depends(on(`positions/${connection}/${task}`), on("maps"));
      const [positions, bases] = await Promise.all([
        call("get_position_board", { connection, task }).catch((thrown: unknown) =>
          failed<PositionBoard>(toAppError(thrown, "get_position_board")),
        ),
        readBases(),
      ]);
      return { ...NOTHING, positions, bases };
    }
    default:
      return NOTHING;
  }
};
