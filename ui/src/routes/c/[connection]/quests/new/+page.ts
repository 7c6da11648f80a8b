import type { Category, OutboxView, QuestDraftView, QuestId } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { entryOf } from "$lib/ipc/outbox";
import { left } from "$lib/publish/leaving";

import type { PageLoad } from "./$types";

interface Desk {
  categories: Category[];
  /** The quest that a new draft is to change; null for a new quest. */
  of: QuestId | null;
  /** Null while a draft is being begun. */
  open: {
    id: string;
    /** As what it is on its way, or went. */
    entry: OutboxView | null;
    /** Null once it is sent or deleted. */
    draft: QuestDraftView | null;
  } | null;
}

/** `?draft=` is the draft that is open; with `&entry=` it is on its way. `?quest=` begins a change. */
export const load: PageLoad = async ({ params, url, depends }): Promise<Desk> => {
  const { connection } = params;
  depends(on(`quests/${connection}`));
  const categories = await call("list_quest_categories", { connection })
    .then(({ value }) => value ?? [])
    .catch(() => []);
  const of = url.searchParams.get("quest");
  const id = url.searchParams.get("draft");
  if (id === null) return { categories, of, open: null };
  depends(on(`draft/${id}`), on("outbox"));
  const entry = await entryOf(id, url.searchParams.get("entry"));
  // What is on its way is not a draft any more: nothing of it can be edited.
  return { categories, of, open: { id, entry, draft: entry ? null : await readDraft(id) } };
};

async function readDraft(draft: string): Promise<QuestDraftView | null> {
  await left(draft);
  try {
    return await call("get_quest_draft", { draft });
  } catch (thrown) {
    if (toAppError(thrown).code === "not_found") return null;
    throw thrown;
  }
}
