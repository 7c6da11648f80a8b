import type { OutboxView, QuestDetail, QuestStanding, Read } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** What the detail of a quest needs. */
interface Opened {
  detail: Read<QuestDetail>;
  progress: Read<QuestStanding>;
  /** The latest write to it. */
  entry: OutboxView | null;
}

export const load: PageLoad = async ({
  params,
  depends,
}): Promise<{ opened: Opened | null; latest: OutboxView[] }> => {
  const { connection, quest } = params;
  depends(on("outbox"));
  // Batches and resets are of no single quest: found among what was written last.
  const latest = await call("list_outbox", { offset: 0, limit: 20 })
    .then(({ rows }) => rows.filter((entry) => entry.connection === connection))
    .catch(() => []);
  if (quest === undefined) return { opened: null, latest };
  depends(on(`quest/${connection}/${quest}`), on(`quests/${connection}`));
  const [detail, progress, outbox] = await Promise.all([
    call("get_quest", { connection, quest }).catch((thrown: unknown) =>
      failed<QuestDetail>(toAppError(thrown, "get_quest")),
    ),
    call("get_quest_progress", { connection, quest }).catch((thrown: unknown) =>
      failed<QuestStanding>(toAppError(thrown, "get_quest_progress")),
    ),
    call("list_outbox", { offset: 0, limit: 1, of: { kind: "quest", connection, quest } }).catch(
      () => null,
    ),
  ]);
  return { opened: { detail, progress, entry: outbox?.rows[0] ?? null }, latest };
};
