import type { ClubDesk } from "$lib/clubs/desk";
import { left } from "$lib/publish/leaving";
import { failed } from "$lib/tasks/reads";

import type { ClubDraftView, ClubId, ConnectionId, DraftId, MyClubs, Read } from "./bindings";
import { call, toAppError } from "./call";
import { on } from "./events";
import { entryOf } from "./outbox";
import { readSaved } from "./saved";

/** The reading of a club's people, without them. */
export function readRoster(connection: ConnectionId, club: ClubId): Promise<Read<unknown>> {
  const of = { connection, club, group: null, filter: "" };
  return call("list_club_students", { of, offset: 0, limit: 1 }).catch((thrown: unknown) =>
    failed(toAppError(thrown, "list_club_students")),
  );
}

interface Loading {
  params: { connection: ConnectionId };
  url: URL;
  depends: (...tags: `${string}:${string}`[]) => void;
}

/** `?draft=` is the draft that is open; with `&entry=` it is on its way. */
export async function readClubDesk({ params, url, depends }: Loading): Promise<ClubDesk> {
  const { connection } = params;
  depends(on(`clubs/${connection}`), on(`saved/${connection}`));
  const [clubs, saved] = await Promise.all([
    call("list_clubs", { connection }).catch((thrown: unknown) =>
      failed<MyClubs>(toAppError(thrown, "list_clubs")),
    ),
    readSaved(connection),
  ]);
  const id = url.searchParams.get("draft");
  if (id === null) return { connection, clubs, saved, open: null };
  depends(on(`draft/${id}`), on("outbox"));
  const entry = await entryOf(id, url.searchParams.get("entry"));
  // What is on its way is not a draft any more: nothing of it can be edited.
  const draft = entry ? null : await readDraft(id);
  const club = draft?.fields.club ?? null;
  const roster = club === null ? null : await readRoster(connection, club);
  return { connection, clubs, saved, open: { id, entry, draft, roster } };
}

async function readDraft(draft: DraftId): Promise<ClubDraftView | null> {
  await left(draft);
  try {
    return await call("get_club_draft", { draft });
  } catch (thrown) {
    if (toAppError(thrown).code === "not_found") return null;
    throw thrown;
  }
}
