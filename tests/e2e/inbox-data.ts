import type { Page } from "@playwright/test";

import { answer } from "./app";
import { answerTasks, NOW } from "./tasks-data";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function notice(
  id: string,
  at: number,
  matter: object,
  over: object = {},
): object {
  return {
    id,
    at,
    read: false,
    connection: "c1",
    connection_name: "海珠人武部",
    matter,
    ...over,
  };
}

const TASK = { task: "7", title: "珠江防汛 夜间巡堤" };

/** A line of each kind, over two days; the newest first. */
export const NOTICES = [
  notice("9", NOW - MINUTE, {
    kind: "shortfall",
    ...TASK,
    minutes: 15,
    gather_at: NOW + 14 * MINUTE,
    accepted: 48,
    wanted: 60,
    as_of: NOW - 6 * MINUTE,
    expected: { low: 52, high: 57 },
  }),
  notice("8", NOW - 3 * MINUTE, {
    kind: "responses",
    ...TASK,
    before: { notified: 120, accepted: 39, refused: 11, other: 0 },
    now: { notified: 120, accepted: 48, refused: 14, other: 0 },
  }),
  notice("7", NOW - 20 * MINUTE, {
    kind: "write",
    entry: "e1",
    title: "道路清障支援",
    what: "publish_task",
    ending: "unknown",
  }),
  notice(
    "6",
    NOW - 40 * MINUTE,
    {
      kind: "headcount_reached",
      task: "8",
      title: "消防演习（演练）",
      accepted: 30,
      wanted: 30,
    },
    { read: true },
  ),
  notice(
    "5",
    NOW - 50 * MINUTE,
    {
      kind: "deadline_near",
      task: "8",
      title: "消防演习（演练）",
      finish_at: NOW - 35 * MINUTE,
    },
    { read: true },
  ),
  notice(
    "4",
    NOW - DAY,
    { kind: "session_ended" },
    { read: true, connection: null },
  ),
];

interface Row {
  id: string;
  at: number;
  read: boolean;
}

/** An inbox that can be read: what is marked is read from then on. */
export async function answerInbox(
  page: Page,
  notices: object[] = NOTICES,
): Promise<void> {
  const rows = notices.map((one) => ({ ...(one as Row) }));
  await answerTasks(page);
  await page.route("**/call/list_notices", (route) => {
    const { unread_only } = route.request().postDataJSON() as {
      unread_only: boolean;
    };
    const shown = rows.filter(({ read }) => !unread_only || !read);
    return route.fulfill({
      json: { offset: 0, total: shown.length, rows: shown },
    });
  });
  await page.route("**/call/count_unread", (route) => {
    const unread = rows.filter(({ read }) => !read);
    return route.fulfill({
      json: {
        unread: unread.length,
        urgent: unread.length > 0 ? 1 : 0,
        newest: unread[0] ?? null,
        wanted: true,
      },
    });
  });
  await page.route("**/call/mark_notices_read", (route) => {
    const which = route.request().postDataJSON() as {
      which: "one" | "all";
      notice?: string;
    };
    for (const row of rows)
      if (which.which === "all" || row.id === which.notice) row.read = true;
    return route.fulfill({ json: null });
  });
  await answer(page, "refresh", null);
}
