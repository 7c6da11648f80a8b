import { pageOf, windowOf } from "$lib/clubs/paths";
import type { ClubDraftSummary, MeetingSummary, MyClubs, Page, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { placeOf, type Place } from "$lib/tasks/paths";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

interface List {
  place: Place;
  meetings: Read<Page<MeetingSummary>>;
  /** Who is signed in, and their clubs. */
  clubs: MyClubs | null;
  /** Meetings that are being written. */
  drafts: ClubDraftSummary[];
}

/** The list pane. */
export const load: LayoutLoad = async ({ params, url, depends }): Promise<List> => {
  const { connection } = params;
  depends(on(`meetings/${connection}`), on(`clubs/${connection}`), on("drafts"), on("outbox"));
  const place = placeOf(url.searchParams);
  const [meetings, clubs, drafts] = await Promise.all([
    call("list_meetings", { connection, filter: place.filter, ...windowOf(place) }).catch(
      (thrown: unknown) => failed<never>(toAppError(thrown, "list_meetings")),
    ),
    call("list_clubs", { connection }).catch(() => null),
    call("list_club_drafts", { connection }).catch(() => []),
  ]);
  return {
    place,
    meetings: pageOf(meetings, place),
    clubs: clubs?.value ?? null,
    drafts: drafts.filter(({ is_meeting }) => is_meeting),
  };
};
