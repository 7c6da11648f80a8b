import type { Notice, UnreadNotices } from "$lib/ipc/bindings";

import { isOnPage } from "$lib/outbox/here.svelte";

import { hrefOf, weightOf } from "./matter";

/** Where the reader is, and whether they look at it. */
interface Reader {
  path: string;
  looks: boolean;
}

/**
 * Says which notices are to be shown over the page: those that came while
 * somebody works in it at something else. What was there before is not news.
 */
export class Arrivals {
  #newest: number | null = null;

  /** Forgets what was there: the windows were covered, or nothing was read. */
  forget(): void {
    this.#newest = null;
  }

  /** The notice to show, or null. */
  next({ newest, wanted }: UnreadNotices, { path, looks }: Reader): Notice | null {
    const before = this.#newest;
    const at = newest?.at ?? 0;
    this.#newest = Math.max(before ?? 0, at);
    if (before === null || newest === null || at <= before) return null;
    const keeps = isWriting(path) && weightOf(newest.matter) !== "urgent";
    return wanted && looks && !keeps && !saysAlready(path, newest) ? newest : null;
  }
}

/** Whether a call-out is being written: what can wait, waits in the inbox. */
const isWriting = (path: string): boolean => path.endsWith("/tasks/new");

/** Whether the page itself says what the notice says. */
function saysAlready(path: string, notice: Notice): boolean {
  const { connection, matter } = notice;
  const ofConnection = `/c/${encodeURIComponent(connection ?? "")}/`;
  if (path === "/inbox" || path === hrefOf(notice)?.split(/[?#]/)[0]) return true;
  // Over its pages stands that its session has ended; a publication says how it goes.
  if (matter.kind === "session_ended") return path.startsWith(ofConnection);
  if (matter.kind !== "write") return false;
  return isOnPage(matter.entry) || path === `${ofConnection}tasks/new`;
}
