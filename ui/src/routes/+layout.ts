import { redirect } from "@sveltejs/kit";

import { applySettings, DEFAULT_SETTINGS } from "$lib/frame";
import { setLocale, systemLocale } from "$lib/i18n";
import type {
  AppError,
  AppInfo,
  Connection,
  OutboxCounts,
  Settings,
  UnreadNotices,
} from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";

import type { LayoutLoad } from "./$types";

export const ssr = false;
export const prerender = false;

/** What the frame shows on every page. */
interface Frame {
  info: AppInfo | null;
  settings: Settings;
  connections: Connection[];
  taskCounts: Record<string, number | null>;
  outbox: OutboxCounts;
  inbox: UnreadNotices;
  /** Why the frame itself could not be read. */
  failed: AppError | null;
}

const BARE: Frame = {
  info: null,
  settings: DEFAULT_SETTINGS,
  connections: [],
  taskCounts: {},
  outbox: { moving: 0, needs_you: 0 },
  inbox: { unread: 0, urgent: 0, newest: null, wanted: false },
  failed: null,
};

/** How many tasks are working, as far as it was ever read. */
async function countTasks(connection: Connection): Promise<number | null> {
  const read = await call("list_tasks", {
    connection: connection.id,
    list: "working",
    page: 1,
    filter: "",
  }).catch(() => null);
  return read?.value?.total ?? null;
}

export const load: LayoutLoad = async ({ depends, url, untrack }): Promise<Frame> => {
  depends(on("app"), on("settings"), on("connections"), on("outbox"), on("inbox"));
  // Asked for along with the rest; refused, and not looked at, while the stores are not open.
  const accounts = Promise.all([
    call("list_connections", {}),
    call("count_outbox", {}),
    call("count_unread", {}),
  ]);
  accounts.catch(() => {});
  let info: AppInfo;
  let settings: Settings;
  try {
    [info, settings] = await Promise.all([call("app_info", {}), call("get_settings", {})]);
  } catch (thrown) {
    setLocale(systemLocale(navigator.language));
    return { ...BARE, failed: toAppError(thrown, "frame") };
  }
  applySettings(settings);
  if (info.stores !== "open") {
    if (untrack(() => url.pathname) !== "/unlock") redirect(307, "/unlock");
    return { ...BARE, info, settings };
  }
  // Nothing that belongs to somebody is read, and so none of it can be shown.
  if (info.lock.locked) return { ...BARE, info, settings };
  try {
    const [connections, outbox, inbox] = await accounts;
    depends(...connections.map(({ id }) => on(`tasks/${id}`)));
    const counts = await Promise.all(
      connections.map(async (one) => [one.id, await countTasks(one)] as const),
    );
    return {
      info,
      settings,
      connections,
      outbox,
      inbox,
      taskCounts: Object.fromEntries(counts),
      failed: null,
    };
  } catch (thrown) {
    return { ...BARE, info, settings, failed: toAppError(thrown, "frame") };
  }
};
