import type { MeetingView, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { readRoster } from "$lib/ipc/clubdrafts";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

interface Edited {
  view: Read<MeetingView>;
  /** Of its club's people. */
  roster: Read<unknown> | null;
}

export const load: PageLoad = async ({ params, depends }): Promise<Edited> => {
  const { connection, meeting } = params;
  depends(on(`meeting/${connection}/${meeting}`), on(`clubs/${connection}`));
  const view = await call("get_meeting", { connection, meeting }).catch((thrown: unknown) =>
    failed<MeetingView>(toAppError(thrown, "get_meeting")),
  );
  const club = view.value?.detail.summary.club.id ?? null;
  return { view, roster: club === null ? null : await readRoster(connection, club) };
};
