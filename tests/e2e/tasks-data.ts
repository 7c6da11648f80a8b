import type { Page } from "@playwright/test";

import { answer } from "./app";

/** Monday 23 November 2026, 12:48 in Beijing. */
export const NOW = Date.parse("2026-11-23T04:48:00Z");
const MINUTE = 60_000;

/** A reading of twelve seconds ago. */
export function read(value: unknown, over: object = {}): object {
  const empty = value === null;
  return {
    value,
    fetched_at: empty ? null : NOW - 12_000,
    server_time: empty ? null : NOW - 12_000,
    complete: true,
    stale_after: null,
    problem: null,
    ...over,
  };
}

function summary(id: string, title: string, over: object = {}): object {
  return {
    id,
    title,
    launched_by: "海珠区一排",
    launched_at: NOW - 46 * MINUTE,
    gather_at: NOW + 72 * MINUTE,
    finish_at: NOW + 432 * MINUTE,
    place: "新天地广场",
    wanted: 2,
    phase: "recruiting",
    progress: 0.5,
    responded: 2,
    accepted: 1,
    checked_in: 0,
    ...over,
  };
}

export function row(id: string, title: string, over: object = {}): object {
  return {
    summary: summary(id, title, over),
    phase: "recruiting",
    finishing: false,
    disagreements: [],
  };
}

export function detail(id: string, title: string): object {
  return {
    detail: {
      summary: summary(id, title),
      place_at: { lat: 23.098, lng: 113.317 },
      is_launcher: true,
    },
    phase: "recruiting",
    finishing: false,
    disagreements: [],
  };
}

const person = {
  soldier: "1",
  name: "欧阳若岚",
  phone: "10000000916",
  office: "江南中街",
  im_user: null,
};

/** Nobody called them, and no earlier call-out of theirs is cached. */
const UNPHONED = { note: null, habit: null };

/** Invented people who were notified. */
export function responses(count: number, from = 0): object[] {
  return Array.from({ length: count }, (_, i) => ({
    ...person,
    ...UNPHONED,
    soldier: String(from + i),
    name: `甲${from + i}`,
    status: "unread",
    responded_at: null,
  }));
}

const ROWS = [
  row("7", "珠江防汛 夜间巡堤"),
  // Its own times say otherwise than the server does.
  {
    ...row("9", "道路清障支援", { phase: "gathering", progress: null }),
    phase: "executing",
  },
  row("8", "消防演习（演练）", {
    phase: { other: "待命" },
    progress: null,
    responded: null,
    accepted: null,
    checked_in: null,
  }),
];

/** A connection with tasks; the core itself has none of them. */
export async function answerTasks(
  page: Page,
  rows: object[] = ROWS,
  over: object = {},
): Promise<void> {
  const connection = {
    id: "c1",
    config: {
      kind: "militia",
      name: "海珠人武部",
      base_url: "http://127.0.0.1:1",
      modules: { task: null, sign_in: null, location: null },
      crs: "gcj02",
    },
    username: "值班员",
    session: "signed_in",
    capabilities: ["tasks", "offices"],
    dialect: "documented",
    encrypted: true,
    demo: false,
    proxy: null,
    reached_at: NOW,
    problem: null,
  };
  await answer(page, "list_connections", [connection]);
  await answer(
    page,
    "list_tasks",
    read({ page: 1, total_pages: 1, total: rows.length, rows }, over),
  );
  await answer(page, "list_drafts", []);
  await answer(page, "watch", null);
  await answer(page, "refresh", null);
}

/** Everything about task 7. */
export async function answerBoards(
  page: Page,
  over: object = {},
): Promise<void> {
  const rows = [
    {
      ...person,
      ...UNPHONED,
      status: "accepted",
      responded_at: NOW - 40 * MINUTE,
    },
    {
      ...person,
      ...UNPHONED,
      soldier: "2",
      name: "李沐阳",
      status: "refused",
      responded_at: NOW - 30 * MINUTE,
    },
    {
      ...person,
      ...UNPHONED,
      soldier: "3",
      name: "陈嘉树",
      status: "unread",
      responded_at: null,
    },
  ];
  await answer(page, "get_task", read(detail("7", "珠江防汛 夜间巡堤"), over));
  await answer(
    page,
    "get_response_board",
    read(
      {
        wanted: 2,
        notified: 3,
        unread: 1,
        refused: 1,
        accepted: 1,
        other: 0,
        average_ms: 11 * MINUTE,
        median_ms: 11 * MINUTE,
        ninetieth_ms: null,
        server: {
          wanted: 2,
          notified: 3,
          responded: 2,
          accepted: 2,
          average_ms: null,
        },
        disagreements: [{ figure: "accepted", rows: 1, server: 2 }],
      },
      over,
    ),
  );
  await answer(
    page,
    "list_responses",
    read({ offset: 0, total: rows.length, rows }, over),
  );
  await answer(
    page,
    "get_response_picture",
    read(
      {
        curve: {
          points: [
            { at: NOW - 46 * MINUTE, accepted: 0, refused: 0 },
            { at: NOW - 40 * MINUTE, accepted: 1, refused: 0 },
            { at: NOW - 30 * MINUTE, accepted: 1, refused: 1 },
          ],
          undated: 0,
        },
        offices: [
          { office: "江南中街", accepted: 1, refused: 1, unread: 1, other: 0 },
        ],
        offices_left_out: 0,
        projection: {
          at: NOW + 72 * MINUTE,
          low: 1,
          high: 2,
          chance: 0.4,
          promised: 0,
          advice: { kind: "call", people: 1 },
          basis: "usual",
          cone: [
            { at: NOW, low: 1, high: 1 },
            { at: NOW + 72 * MINUTE, low: 1, high: 2 },
          ],
        },
        calls: { no_answer: 1, reached: 0, will_come: 0 },
        as_of: NOW,
        launched_at: NOW - 46 * MINUTE,
        gather_at: NOW + 72 * MINUTE,
      },
      over,
    ),
  );
  await answer(
    page,
    "get_check_in_picture",
    read(
      {
        since: NOW - 20 * MINUTE,
        curve: [{ at: NOW - 5 * MINUTE, arrived: 1 }],
        offices: [{ office: "江南中街", arrived: 0, absent: 1, other: 0 }],
        offices_left_out: 0,
        latest: [],
        as_of: NOW,
        wanted: 2,
        gather_at: NOW + 72 * MINUTE,
      },
      over,
    ),
  );
  await answer(page, "get_task_links", { follows: null, followed_by: [] });
  await answer(
    page,
    "get_check_in_board",
    read(
      {
        accepted: 1,
        checked_in: 0,
        absent: 1,
        other: 0,
        server: { accepted: 1, checked_in: 0 },
        disagreements: [],
      },
      over,
    ),
  );
  await answer(
    page,
    "list_check_ins",
    read(
      {
        offset: 0,
        total: 1,
        rows: [{ ...person, status: "absent", seen_at: null }],
      },
      over,
    ),
  );
  await answer(
    page,
    "list_task_groups",
    read(
      {
        people: 4,
        groups: {
          offset: 0,
          total: 3,
          rows: [
            { through: "office", name: "江南中街", level: "street", people: 2 },
            {
              through: "org",
              name: "海珠区一排",
              level: "district",
              people: 1,
            },
            { through: "individually", name: "", level: null, people: 1 },
          ],
        },
      },
      over,
    ),
  );
  await answer(
    page,
    "list_task_people",
    read(
      {
        offset: 0,
        total: 1,
        rows: [
          {
            soldier: "1",
            name: "欧阳若岚",
            through: "office",
            group: "江南中街",
            level: "street",
            im_user: null,
            is_admin: true,
          },
        ],
      },
      over,
    ),
  );
}
