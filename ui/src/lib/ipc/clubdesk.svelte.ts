import { goto } from "$app/navigation";
import { toast } from "$lib/design";
import { errorText, t } from "$lib/i18n";
import { leave, type LeftDraft } from "$lib/publish/leaving";
import type { SendingCalls } from "$lib/publish/publication.svelte";

import type {
  AppError,
  ClubDraftView,
  ClubFields,
  ClubSent,
  ConnectionId,
  DraftId,
  OutboxView,
  Target,
} from "./bindings";
import { call, toAppError } from "./call";
import { watch } from "./watch";

/** Where the drafts of a page are. */
export interface DraftPlaces {
  connection: ConnectionId;
  /** The list that they were begun from. */
  list: string;
  /** Where one is written; a new one without a draft. */
  write: (draft?: DraftId) => string;
}

/** Beginning, keeping, sending and deleting the drafts of a page that writes for a club. */
export class DraftDesk {
  /** Why no draft could be begun. */
  problem = $state<AppError | null>(null);
  /** What was just handed over, until the address names it too: the form must not be seen again. */
  #sent = $state<{ draft: DraftId; entry: OutboxView } | null>(null);
  // Whatever else changes while a draft is being made must not make another.
  #beginning = false;
  readonly #places: () => DraftPlaces;

  constructor(places: () => DraftPlaces) {
    this.#places = places;
  }

  /** Keeps the clubs of the account and the people of the draft's club fresh. */
  watch(draft: ClubDraftView | null): () => void {
    const { connection } = this.#places();
    const clubs: Target = { kind: "club", connection, view: { kind: "clubs" } };
    return watch([clubs, ...this.#rosterOf(draft)]);
  }

  async refresh(draft: ClubDraftView): Promise<void> {
    const targets = this.#rosterOf(draft);
    await this.#act(() => Promise.all(targets.map((target) => call("refresh", { target }))));
  }

  save(draft: DraftId, fields: ClubFields): Promise<ClubDraftView> {
    return call("save_club_draft", { draft, fields });
  }

  async begin(fields: ClubFields): Promise<void> {
    if (this.#beginning) return;
    this.#beginning = true;
    this.problem = null;
    const { connection, write } = this.#places();
    try {
      const draft = await call("new_club_draft", { connection, fields });
      await goto(write(draft.id), { replaceState: true });
    } catch (thrown) {
      this.problem = toAppError(thrown, "new_club_draft");
    } finally {
      this.#beginning = false;
    }
  }

  async publish(draft: DraftId): Promise<ClubSent> {
    const sent = await call("publish_club_draft", { draft });
    if (sent.kind === "queued") {
      this.#sent = { draft, entry: sent.entry };
      const here = this.#places().write(draft);
      // The count-down has taken the focus; the router would take it away.
      const move = { replaceState: true, keepFocus: true };
      await goto(`${here}&entry=${encodeURIComponent(sent.entry.id)}`, move);
    }
    return sent;
  }

  /** What was handed over of a draft, where the address does not say it yet. */
  sent(draft: DraftId): OutboxView | null {
    return this.#sent?.draft === draft ? this.#sent.entry : null;
  }

  sending(draft: DraftId): SendingCalls {
    return {
      takeBack: async (entry) => {
        const origin = await call("take_back", { entry: entry.id });
        await this.edit(draft);
        return origin;
      },
      sendNow: (entry) => call("send_now", { entry: entry.id }),
    };
  }

  /** Back to the form. */
  async edit(draft: DraftId): Promise<void> {
    this.#sent = null;
    await goto(this.#places().write(draft), { replaceState: true });
  }

  async remove(draft: DraftId): Promise<void> {
    const { list } = this.#places();
    if (await this.#act(() => call("delete_club_draft", { draft }))) await goto(list);
  }

  left(gone: LeftDraft): void {
    leave(gone.draft, this.#clear(gone));
  }

  async #clear({ draft, empty, kept }: LeftDraft): Promise<void> {
    const problem = await kept;
    if (problem) toast.failed(t.publish.leftUnsaved, { text: errorText(problem).what });
    // A draft that holds nothing would only be in the way of the others.
    else if (empty) await this.#act(() => call("delete_club_draft", { draft }));
  }

  #rosterOf(draft: ClubDraftView | null): Target[] {
    const club = draft?.fields.club ?? null;
    if (draft === null || club === null) return [];
    return [{ kind: "club", connection: draft.connection, view: { kind: "roster", club } }];
  }

  async #act(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (thrown) {
      toast.failed(errorText(toAppError(thrown)).what);
      return false;
    }
  }
}
