import type { AppError, DraftId } from "$lib/ipc/bindings";

/** A draft whose page is gone. */
export interface LeftDraft {
  draft: DraftId;
  /** It holds nothing that anybody would miss. */
  empty: boolean;
  /** Once its last words are kept: what is in the way of that, or null. */
  kept: Promise<AppError | null>;
}

const leaving = new Map<DraftId, Promise<unknown>>();

/** A draft was left, and `kept` ends once its last words are kept, or cannot be. */
export function leave(draft: DraftId, kept: Promise<unknown>): void {
  leaving.set(draft, kept);
  const gone = (): void => {
    if (leaving.get(draft) === kept) leaving.delete(draft);
  };
  void kept.then(gone, gone);
}

/** Waits for whoever left the draft: what is read before that is older than what was typed. */
export async function left(draft: DraftId): Promise<void> {
  await leaving.get(draft)?.catch(() => undefined);
}
