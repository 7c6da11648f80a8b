import type {
  Club,
  ClubAffair,
  ClubDraftView,
  ClubFields,
  ClubId,
  ClubSent,
  ConnectionId,
  DraftId,
  MyClubs,
  OutboxView,
  AppError,
  Read,
  SavedView,
} from "$lib/ipc/bindings";
import type { LeftDraft } from "$lib/publish/leaving";
import type { SendingCalls } from "$lib/publish/publication.svelte";
import type { SavedCalls } from "$lib/publish/saved";

import type { StudentCalls } from "./students.svelte";

/** A draft of a mission or a meeting that is open. */
export interface OpenDraft {
  id: DraftId;
  /** As what it is on its way, or went. */
  entry: OutboxView | null;
  /** Null once it is sent or deleted. */
  draft: ClubDraftView | null;
  /** Of the people of its club; null without a club. */
  roster: Read<unknown> | null;
}

/** What was read for writing. */
export interface ClubDesk {
  connection: ConnectionId;
  clubs: Read<MyClubs>;
  /** Templates of the connection. */
  saved: readonly SavedView[];
  open: OpenDraft | null;
}

/** The drafts of a page, each from its beginning to what became of it. */
export interface Drafts {
  /** Why none could be begun. */
  readonly problem: AppError | null;
  /** The list that they were begun from, and where another is written. */
  readonly list: string;
  readonly another: string;
  begin: (fields: ClubFields) => Promise<void>;
  /** Back to the form. */
  edit: (draft: DraftId) => Promise<void>;
  /** To the list. */
  back: () => void;
  /** What was handed over of a draft, where the address does not say it yet. */
  sent: (draft: DraftId) => OutboxView | null;
  /** Where what it became is shown. */
  became: (affair: ClubAffair) => string | null;
  sending: (draft: DraftId) => SendingCalls;
  writing: (draft: ClubDraftView) => WritingCalls;
}

/** What is around a draft that is being written. */
export interface Around {
  /** Those that the account publishes for. */
  clubs: readonly Club[];
  /** The reading of the people of the draft's club; null without one. */
  roster: Read<unknown> | null;
  /** Of its kind. */
  templates: readonly SavedView[];
  /** The built-in backend tells nobody. */
  demo: boolean;
}

/** What writing one draft asks of the core, and of its page. */
export interface WritingCalls extends SavedCalls, SendingCalls {
  studentsOf: (club: ClubId) => StudentCalls;
  save: (fields: ClubFields) => Promise<ClubDraftView>;
  publish: () => Promise<ClubSent>;
  /** Fetches the people of its club now. */
  refresh: () => void;
  back: () => void;
  remove: () => void;
  left: (left: LeftDraft) => void;
}
