import { invalidate } from "$app/navigation";
import { toast } from "$lib/design";
import { errorText } from "$lib/i18n";

import type { DraftId } from "./bindings";
import { call, toAppError } from "./call";
import { on } from "./events";

/** Deletes a draft that a list shows. */
export async function deleteDraft(
  command: "delete_draft" | "delete_club_draft" | "delete_quest_draft",
  draft: DraftId,
): Promise<void> {
  try {
    await call(command, { draft });
    await invalidate(on("drafts"));
  } catch (thrown) {
    toast.failed(errorText(toAppError(thrown, command)).what);
  }
}
