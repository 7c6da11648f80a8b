import { toldOf } from "$lib/clubs/sides";
import type { OutboxView, Read, ReceivedMissionView } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** What the detail of a mission needs. */
interface Opened {
  view: Read<ReceivedMissionView>;
  /** The writes to it that are to be told. */
  entries: OutboxView[];
}

/** One for each part of a mission has room. */
const WRITES = 50;

export const load: PageLoad = async ({ params, depends }): Promise<{ opened: Opened | null }> => {
  const { connection, mission } = params;
  if (mission === undefined) return { opened: null };
  depends(on(`mission/${connection}/${mission}`), on("outbox"));
  const [view, outbox] = await Promise.all([
    call("get_received_mission", { connection, mission }).catch((thrown: unknown) =>
      failed<ReceivedMissionView>(toAppError(thrown, "get_received_mission")),
    ),
    call("list_outbox", {
      offset: 0,
      limit: WRITES,
      of: { kind: "affair", connection, affair: { kind: "mission", mission } },
    }).catch(() => null),
  ]);
  return { opened: { view, entries: toldOf(outbox?.rows ?? []) } };
};
