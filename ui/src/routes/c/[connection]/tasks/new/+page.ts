import type { ConnectionId, DraftId, Place, PublishPlaces, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { readBases } from "$lib/ipc/maps";
import { entryOf } from "$lib/ipc/outbox";
import { readSaved } from "$lib/ipc/saved";
import { everyRow } from "$lib/design";
import { left } from "$lib/publish/leaving";

import type { PageLoad } from "./$types";

/** With every saved place, answer by answer. */
async function readInfo(connection: ConnectionId): Promise<Read<PublishPlaces>> {
  const first = await call("get_publish_info", { connection, offset: 0 });
  if (first.value === null) return first;
  const { places, total } = first.value;
  const rest = await everyRow<Place>(async (offset) => {
    if (places.length + offset >= total) return { rows: [], total: 0 };
    const { value } = await call("get_publish_info", {
      connection,
      offset: places.length + offset,
    });
    return { rows: value?.places ?? [], total: total - places.length };
  });
  return { ...first, value: { ...first.value, places: [...places, ...rest.rows] } };
}

/** Null once the draft is gone: sent, or deleted. */
async function readDesk(connection: ConnectionId, draft: DraftId) {
  await left(draft);
  try {
    const [view, picker, info, saved] = await Promise.all([
      call("get_draft", { draft }),
      call("get_picker", { draft }),
      readInfo(connection),
      readSaved(connection),
    ]);
    return { draft: view, picker, info, saved };
  } catch (thrown) {
    if (toAppError(thrown).code === "not_found") return null;
    throw thrown;
  }
}

/** `?draft=` is the draft that is open; with `&entry=` it is on its way. */
export const load: PageLoad = async ({ params, url, depends }) => {
  const { connection } = params;
  const draftId = url.searchParams.get("draft");
  depends(on("maps"));
  if (draftId === null) return { connection, bases: await readBases(), open: null };

  depends(
    on(`draft/${draftId}`),
    on(`roster/${connection}`),
    on(`saved/${connection}`),
    // Who is on another task at the time.
    on(`tasks/${connection}`),
    on(`progress/${connection}`),
    on("outbox"),
  );
  // Asked for along with the rest, and not looked at where it is on its way.
  const reading = readDesk(connection, draftId);
  reading.catch(() => {});
  const [bases, entry] = await Promise.all([
    readBases(),
    entryOf(draftId, url.searchParams.get("entry")),
  ]);
  // What is on its way is not a draft any more: nothing of it can be edited.
  const desk = entry ? null : await reading;
  return { connection, bases, open: { id: draftId, entry, desk } };
};
