import { toldOf } from "$lib/clubs/sides";
import type { OutboxView, Read, ReceivedMeetingView } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { isOver } from "$lib/meetings/state";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** What the detail of a meeting needs. */
interface Opened {
  view: Read<ReceivedMeetingView>;
  /** There are codes to show, and I may. */
  projects: boolean;
  /** The writes to it that are to be told. */
  entries: OutboxView[];
}

/** More than anybody answers to one meeting. */
const WRITES = 20;

export const load: PageLoad = async ({ params, depends }): Promise<{ opened: Opened | null }> => {
  const { connection, meeting } = params;
  if (meeting === undefined) return { opened: null };
  const one = { connection, meeting };
  depends(on(`meeting/${connection}/${meeting}`), on(`clubs/${connection}`), on("outbox"));
  const [view, outbox] = await Promise.all([
    call("get_received_meeting", one).catch((thrown: unknown) =>
      failed<ReceivedMeetingView>(toAppError(thrown, "get_received_meeting")),
    ),
    call("list_outbox", {
      offset: 0,
      limit: WRITES,
      of: { kind: "affair", connection, affair: { kind: "meeting", meeting } },
    }).catch(() => null),
  ]);
  // Only who leads it is told whether it can be signed in to.
  const led = view.value?.leads ? await call("get_meeting", one).catch(() => null) : null;
  const summary = led?.value?.detail.summary ?? null;
  return {
    opened: {
      view,
      projects: summary !== null && summary.sign_in !== "none" && !isOver(summary),
      entries: toldOf(outbox?.rows ?? []),
    },
  };
};
