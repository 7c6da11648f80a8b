import { getContext, setContext } from "svelte";

import { t } from "$lib/i18n";
import type { AppError, Connection } from "$lib/ipc/bindings";

/** What a connection is called: by its user, by its account, by its address. */
export function connectionName(connection: Connection): string {
  return connection.config.name.trim() || connection.username || connection.config.base_url;
}

/** Errors after which the server counts as out of reach. */
const OUT_OF_REACH = new Set(["unreachable", "timed_out", "cut_off"]);

/** Whether it is in the way of everything that a connection reads; the frame says so then. */
export const isOfConnection = ({ code }: AppError): boolean =>
  OUT_OF_REACH.has(code) || code === "not_signed_in";

/** Whether what is shown of a connection is what was cached. */
export function isOffline(connection: Connection): boolean {
  return connection.problem !== null && OUT_OF_REACH.has(connection.problem.code);
}

/** Whether the frame says why nothing is read: it is out of reach, or nobody is signed in. */
export function isTold(connection: Connection | undefined): boolean {
  return connection !== undefined && (connection.session !== "signed_in" || isOffline(connection));
}

const TOLD = Symbol("told");

/** What stands inside need not say it again while this holds. */
export const setTold = (told: () => boolean): void => void setContext(TOLD, told);

/** Whether the frame says so over what stands here. */
export const toldAbove = (): (() => boolean) =>
  getContext<(() => boolean) | undefined>(TOLD) ?? (() => false);

/** Whether it is of use now, or what is in the way, in a word. */
export function connectionState(connection: Connection): string {
  const words = t.common.frame;
  if (connection.session === "ended") return words.sessionEnded;
  if (connection.session === "signed_out") return words.signedOut;
  return isOffline(connection) ? words.unreachable : words.connected;
}

/** Who is signed in, where its name does not say so. */
export function connectionAccount(connection: Connection): string {
  const words = t.common.frame;
  const signedIn = connection.session === "signed_in" ? connection.username : null;
  // The demo is called so already, unless its user named it otherwise.
  const name = connectionName(connection);
  const who = connection.demo && name !== words.demo ? words.demo : signedIn;
  return who && who !== name ? who : "";
}
