import { goto } from "$app/navigation";
import type { Drafts, WritingCalls } from "$lib/clubs/desk";
import { toast } from "$lib/design";
import { errorText, t } from "$lib/i18n";
import { leave, type LeftDraft } from "$lib/publish/leaving";
import type { SendingCalls } from "$lib/publish/publication.svelte";

import type {
  AppError,
  ClubAffair,
  ClubDraftView,
  ClubFields,
  ClubSent,
  ConnectionId,
  DraftId,
  OutboxView,
  SavedId,
  Target,
} from "./bindings";
import { call, toAppError } from "./call";
import { studentCalls } from "./clubs";
import { savedCalls } from "./saved";
import { watch } from "./watch";

/** Where the drafts of a page are. */
export interface DraftPlaces {
  connection: ConnectionId;
  /** The list that they were begun from. */
  list: string;
  /** Where one is written; a new one without a draft. */
  write: (draft?: DraftId) => string;
  /** Where what one became is shown. */
  became: (affair: ClubAffair) => string | null;
}

/** Beginning, keeping, sending and deleting the drafts of a page that writes for a club. */
export class DraftDesk implements Drafts {
  problem = $state<AppError | null>(null);
  /** What was just handed over, until the address names it too: the form must not be seen again. */
  #sent = $state<{ draft: DraftId; entry: OutboxView } | null>(null);
  // Whatever else changes while a draft is being made must not make another.
  #beginning = false;
  readonly #places: () => DraftPlaces;

  constructor(places: () => DraftPlaces) {
    this.#places = places;
  }

  get list(): string {
    return this.#places().list;
  }
  get another(): string {
    return this.#places().write();
  }
  readonly back = (): void => void goto(this.list);
  readonly became = (affair: ClubAffair): string | null => this.#places().became(affair);

  /** Keeps the clubs of the account and the people of the draft's club fresh. */
  watch(draft: ClubDraftView | null): () => void {
    const { connection } = this.#places();
    const clubs: Target = { kind: "club", connection, view: { kind: "clubs" } };
    return watch([clubs, ...this.#rosterOf(draft)]);
  }

  writing(draft: ClubDraftView): WritingCalls {
    const { id, connection } = draft;
    return {
      ...savedCalls(id),
      ...this.sending(id),
      studentsOf: (club) => studentCalls(connection, club),
      save: (fields) => call("save_club_draft", { draft: id, fields }),
      publish: () => this.#publish(id),
      fromTemplate: (saved) => this.#fromTemplate(saved),
      refresh: () => void this.#refresh(draft),
      back: this.back,
      remove: () => void this.#remove(id),
      left: (gone) => leave(gone.draft, this.#clear(gone)),
    };
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

  async edit(draft: DraftId): Promise<void> {
    this.#sent = null;
    await goto(this.#places().write(draft), { replaceState: true });
  }

  async #refresh(draft: ClubDraftView): Promise<void> {
    const targets = this.#rosterOf(draft);
    await this.#act(() => Promise.all(targets.map((target) => call("refresh", { target }))));
  }

  async #publish(draft: DraftId): Promise<ClubSent> {
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

  async #fromTemplate(saved: SavedId): Promise<void> {
    await this.#act(async () => {
      const made = await call("club_draft_from_template", { saved });
      await goto(this.#places().write(made.id));
    });
  }

  async #remove(draft: DraftId): Promise<void> {
    if (await this.#act(() => call("delete_club_draft", { draft }))) this.back();
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
