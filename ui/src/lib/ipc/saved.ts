import { everyRow } from "$lib/design";
import type { SavedCalls } from "$lib/publish/saved";

import type { ConnectionId, DraftId, SavedView } from "./bindings";
import { call } from "./call";

/** Every group and template of a connection. */
export async function readSaved(connection: ConnectionId): Promise<SavedView[]> {
  const read = (offset: number) => call("list_saved", { connection, offset });
  const { rows } = await everyRow(read);
  return rows;
}

/** Looking after them, from a draft. */
export function savedCalls(draft: DraftId): Omit<SavedCalls, "fromTemplate"> {
  return {
    saveAs: (kind, name) => call("save_as", { draft, kind, name }),
    renameSaved: (saved, name) => call("rename_saved", { saved, name }),
    deleteSaved: (saved) => call("delete_saved", { saved }),
  };
}
