import { redirect } from "@sveltejs/kit";

import { givenMissionsHref } from "$lib/clubs/paths";
import { onlyReceives } from "$lib/clubs/sides";
import type { MissionView, OutboxView, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** What the detail of a mission needs. */
interface Opened {
  view: Read<MissionView>;
  /** The latest write to it. */
  entry: OutboxView | null;
}

export const load: PageLoad = async ({
  params,
  depends,
  parent,
}): Promise<{ opened: Opened | null }> => {
  const { connection, mission } = params;
  if (mission === undefined) {
    depends(on(`clubs/${connection}`));
    const clubs = await call("list_clubs", { connection }).catch(() => null);
    const { missions, place } = await parent();
    if (place.filter === "" && onlyReceives(clubs?.value ?? null, missions.value))
      redirect(307, givenMissionsHref(connection));
    return { opened: null };
  }
  depends(on(`mission/${connection}/${mission}`), on(`missions/${connection}`));
  depends(on(`clubs/${connection}`), on("outbox"));
  const [view, outbox] = await Promise.all([
    call("get_mission", { connection, mission }).catch((thrown: unknown) =>
      failed<MissionView>(toAppError(thrown, "get_mission")),
    ),
    call("list_outbox", {
      offset: 0,
      limit: 1,
      of: { kind: "affair", connection, affair: { kind: "mission", mission } },
    }).catch(() => null),
  ]);
  return { opened: { view, entry: outbox?.rows[0] ?? null } };
};
