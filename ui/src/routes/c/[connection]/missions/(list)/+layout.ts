import { pageOf, windowOf } from "$lib/clubs/paths";
import type { ClubDraftSummary, MissionRow, Page, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { placeOf, type Place } from "$lib/tasks/paths";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

interface List {
  place: Place;
  missions: Read<Page<MissionRow>>;
  drafts: ClubDraftSummary[];
}

/** The list pane: the page that is open, and what is being written. */
export const load: LayoutLoad = async ({ params, url, depends }): Promise<List> => {
  const { connection } = params;
  depends(on(`missions/${connection}`), on("drafts"), on("outbox"));
  const place = placeOf(url.searchParams);
  const [missions, drafts] = await Promise.all([
    call("list_missions", { connection, filter: place.filter, ...windowOf(place) }).catch(
      (thrown: unknown) => failed<never>(toAppError(thrown, "list_missions")),
    ),
    call("list_club_drafts", { connection }).catch(() => []),
  ]);
  return {
    place,
    missions: pageOf(missions, place),
    drafts: drafts.filter(({ is_meeting }) => !is_meeting),
  };
};
