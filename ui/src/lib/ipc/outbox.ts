import { invalidate } from "$app/navigation";
import { toast } from "$lib/design";
import { errorText } from "$lib/i18n";

import type { DraftId, OutboxId, OutboxState, OutboxView } from "./bindings";
import { call, toAppError } from "./call";
import { on } from "./events";

/** As what a draft was sent, the newest first: one is on its way at most. */
const ATTEMPTS = 200;

const ON_ITS_WAY: readonly OutboxState[] = ["queued", "sending", "unknown"];

/** The entry that an address names; without one, what the draft is on its way as. */
export async function entryOf(draft: DraftId, entry: OutboxId | null): Promise<OutboxView | null> {
  const of = { kind: "draft", draft } as const;
  const { rows } = await call("list_outbox", { offset: 0, limit: ATTEMPTS, of });
  const wanted = (row: OutboxView) =>
    entry === null ? row.draft === draft && ON_ITS_WAY.includes(row.state) : row.id === entry;
  return rows.find(wanted) ?? null;
}

/** Before its first byte has left; where it has, the outbox says so by itself. */
export async function takeBack({ id }: OutboxView): Promise<void> {
  await call("take_back", { entry: id }).catch((thrown: unknown) =>
    toast.failed(errorText(toAppError(thrown, "take_back")).what),
  );
  await invalidate(on("outbox"));
}
