import { toast } from "$lib/design";
import { errorText } from "$lib/i18n";
import { projectorHref } from "$lib/meetings/paths";

import type { ConnectionId, MeetingId } from "./bindings";
import { call, toAppError } from "./call";

/** Shows the codes of a meeting to everybody in the room. */
export async function openProjector(connection: ConnectionId, meeting: MeetingId): Promise<void> {
  try {
    await call("open_projector", { connection, meeting });
  } catch (thrown) {
    const error = toAppError(thrown, "open_projector");
    // Without a desktop around it, it is a page like any other.
    if (error.code === "no_program") window.open(projectorHref(connection, meeting), "_blank");
    else toast.failed(errorText(error).what);
  }
}
