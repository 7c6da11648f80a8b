import { pageOf, windowOf } from "$lib/clubs/paths";
import { onlyReceives } from "$lib/clubs/sides";
import type { FromClub, Page, Read, ReceivedMission } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { placeOf, type Place } from "$lib/tasks/paths";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

interface List {
  place: Place;
  missions: Read<Page<FromClub<ReceivedMission>>>;
  /** It has another list beside this one. */
  publishes: boolean;
}

/** The list pane: the page that is open. */
export const load: LayoutLoad = async ({ params, url, depends }): Promise<List> => {
  const { connection } = params;
  depends(on(`missions/${connection}`), on(`clubs/${connection}`));
  const place = placeOf(url.searchParams);
  const [missions, clubs, published] = await Promise.all([
    call("list_received_missions", { connection, filter: place.filter, ...windowOf(place) }).catch(
      (thrown: unknown) => failed<never>(toAppError(thrown, "list_received_missions")),
    ),
    call("list_clubs", { connection }).catch(() => null),
    call("list_missions", { connection, filter: "", offset: 0, limit: 0 }).catch(() => null),
  ]);
  return {
    place,
    missions: pageOf(missions, place),
    publishes: !onlyReceives(clubs?.value ?? null, published?.value ?? null),
  };
};
