import type {
  ClubDraftView,
  ClubField,
  ClubFields,
  ClubProblem,
  ClubSent,
  OutboxView,
} from "$lib/ipc/bindings";
import { DraftForm } from "$lib/publish/draftform.svelte";

/** A field of the form, or of one of a mission's parts: `content`, `content-1`. */
export function spotOf({ field, part }: Pick<ClubProblem, "field" | "part">): string {
  return part === null ? field : `${field}-${part}`;
}

/** The form from top to bottom: the order in which problems are met. */
const ORDER: readonly ClubField[] = ["club", "content", "address", "deadline", "people", "leaders"];

const place = ({ field, part }: ClubProblem): number =>
  (part === null ? 0 : (part + 1) * ORDER.length) + ORDER.indexOf(field);

/** The form of a mission or a meeting. */
export class ClubForm<Fields extends ClubFields> extends DraftForm<
  Fields,
  ClubProblem,
  ClubDraftView
> {
  constructor(
    draft: ClubDraftView & { fields: Fields },
    save: (fields: ClubFields) => Promise<ClubDraftView>,
  ) {
    super(draft, save, { of: spotOf, place });
  }

  /** What the draft was handed over as; null where something is in the way after all, which shows. */
  handed(sent: ClubSent): OutboxView | null {
    if (sent.kind === "queued") return sent.entry;
    if (sent.kind === "invalid") this.refused(sent.problems);
    else this.tried = true;
    return null;
  }
}
