import { pageOf, windowOf } from "$lib/clubs/paths";
import { onlyReceives } from "$lib/clubs/sides";
import type { FromClub, Invitation, Page, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { placeOf, type Place } from "$lib/tasks/paths";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

interface List {
  place: Place;
  invitations: Read<Page<FromClub<Invitation>>>;
  /** It has another list beside this one. */
  publishes: boolean;
}

/** The list pane: the page that is open. */
export const load: LayoutLoad = async ({ params, url, depends }): Promise<List> => {
  const { connection } = params;
  depends(on(`meetings/${connection}`), on(`clubs/${connection}`));
  const place = placeOf(url.searchParams);
  const [invitations, clubs, published] = await Promise.all([
    call("list_received_meetings", { connection, filter: place.filter, ...windowOf(place) }).catch(
      (thrown: unknown) => failed<never>(toAppError(thrown, "list_received_meetings")),
    ),
    call("list_clubs", { connection }).catch(() => null),
    call("list_meetings", { connection, filter: "", offset: 0, limit: 0 }).catch(() => null),
  ]);
  // What each of them says of itself may change its row.
  for (const { row } of invitations.value?.rows ?? [])
    if (row.answered === "nothing") depends(on(`meeting/${connection}/${row.id}`));
  return {
    place,
    invitations: pageOf(invitations, place),
    publishes: !onlyReceives(clubs?.value ?? null, published?.value ?? null),
  };
};
