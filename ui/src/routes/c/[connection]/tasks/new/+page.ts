import type { DraftId, DraftView, OutboxId, OutboxView } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";

import type { PageLoad } from "./$types";

/** The entries in which one is looked for: newest first, and it is among the newest. */
const NEWEST = 100;

async function readEntry(entry: OutboxId | null): Promise<OutboxView | null> {
  if (entry === null) return null;
  const { rows } = await call("list_outbox", { offset: 0, limit: NEWEST });
  return rows.find(({ id }) => id === entry) ?? null;
}

/** Null once it is gone: sent, or deleted. */
async function readDraft(draft: DraftId): Promise<DraftView | null> {
  try {
    return await call("get_draft", { draft });
  } catch (thrown) {
    if (toAppError(thrown).code === "not_found") return null;
    throw thrown;
  }
}

/** `?draft=` is the draft that is open; with `&entry=` it is on its way. */
export const load: PageLoad = async ({ params, url, depends }) => {
  const { connection } = params;
  const draftId = url.searchParams.get("draft");
  if (draftId === null) return { connection, open: null };

  depends(on(`draft/${draftId}`), on(`roster/${connection}`), on("outbox"));
  const [entry, draft, info] = await Promise.all([
    readEntry(url.searchParams.get("entry")),
    readDraft(draftId),
    call("get_publish_info", { connection }),
  ]);
  const picker = draft && (await call("get_picker", { draft: draftId }));
  return { connection, open: { id: draftId, entry, draft, info, picker } };
};
