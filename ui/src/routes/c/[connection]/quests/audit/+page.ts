import type { AuditEntry, Read, Rows } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { failed } from "$lib/tasks/reads";

import type { PageLoad } from "./$types";

/** How old the log is; its rows are read as they come into view. */
export const load: PageLoad = async ({
  params,
  depends,
}): Promise<{ log: Read<Rows<AuditEntry>> }> => {
  const { connection } = params;
  depends(on(`quests/${connection}`));
  const log = await call("list_quest_audit", { connection, offset: 0, limit: 1 }).catch(
    (thrown: unknown) => failed<Rows<AuditEntry>>(toAppError(thrown, "list_quest_audit")),
  );
  return { log };
};
