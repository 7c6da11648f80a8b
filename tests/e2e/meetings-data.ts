import type { Page } from "@playwright/test";

import { answer } from "./app";
import { NOW, read } from "./tasks-data";

const MINUTE = 60_000;
const NAMES = ["周望舒", "何景行", "苏禾", "欧阳若岚", "陈嘉树", "梁思齐"];
const DEPARTMENTS = ["宣传部", "生活部", "书记处", ""];

/** An invented meeting, at 19:00; sign-in is open. */
export function meeting(
  id: string,
  content: string,
  over: object = {},
): object {
  return {
    id,
    content,
    address: "D101 教室",
    club: { id: "31", name: "青年志愿者协会", avatar_url: null },
    published_at: NOW - 26 * 60 * MINUTE,
    deadline: NOW + 12 * MINUTE,
    sign_in: "qr_code",
    window: "open",
    figures: {
      invited: 52,
      unconfirmed: 4,
      confirmed: 48,
      unsigned: 14,
      signed: 38,
    },
    ...over,
  };
}

/** So many people who were invited; the first has signed in last. */
export function attendees(count: number): object[] {
  return Array.from({ length: count }, (_, at) => {
    const signed = at % 5 < 3;
    return {
      attendee: {
        student: String(30_000 + at),
        name: NAMES[at % NAMES.length],
        avatar_url: null,
        department: DEPARTMENTS[at % DEPARTMENTS.length],
        job: at % 3 === 0 ? "部长" : "干事",
        confirmed: at % 7 !== 0,
        on_leave: at % 5 === 4,
        signed,
        late: at === 0,
        changed_at: NOW - 60 * MINUTE,
        signed_at: signed ? NOW - at * 7_000 : null,
        comment: at % 5 === 4 ? "病假，已向部长说明" : "",
      },
      attendance: signed
        ? at === 0
          ? "late"
          : "signed"
        : at % 5 === 4
          ? "on_leave"
          : at % 7 === 0
            ? "unanswered"
            : "confirmed",
      outside: at === 2,
      in_burst: at === 3,
    };
  });
}

const counts = {
  unanswered: 4,
  confirmed: 45,
  on_leave: 3,
  signed: 38,
  late: 2,
  awaited: 11,
  absent: 0,
};

/** Answers for a connection `c1` to a server of clubs. */
export async function answerMeetings(
  page: Page,
  meetings: object[] = [meeting("6", "新学期招新动员大会")],
  people = attendees(24),
  over: object = {},
): Promise<void> {
  await answer(page, "list_connections", [
    {
      id: "c1",
      config: {
        kind: "weclubs",
        name: "青年志愿者协会",
        base_url: "https://clubs.muster.test",
        modules: { task: null, sign_in: null, location: null },
        crs: "gcj02",
      },
      username: "10050000000",
      session: "signed_in",
      capabilities: ["clubs"],
      dialect: null,
      encrypted: true,
      demo: false,
      proxy: null,
      reached_at: NOW,
      problem: null,
      clock_skew_ms: null,
      ...over,
    },
  ]);
  await answer(page, "watch", null);
  await answer(page, "refresh", null);
  await answer(
    page,
    "list_meetings",
    read({ offset: 0, total: meetings.length, rows: meetings }),
  );
  await answer(
    page,
    "list_clubs",
    read({ me: "30002", administered: [], joined: [] }),
  );
  await answer(
    page,
    "get_meeting",
    read({
      detail: {
        summary: meetings[0] ?? null,
        leaders: [
          {
            student: "30002",
            name: "何景行",
            avatar_url: null,
            mobile: "10050000001",
            department: "宣传部",
            job: "部长",
          },
        ],
      },
      reminded_at: NOW - 3 * MINUTE,
    }),
  );
  await answer(
    page,
    "get_attendance_board",
    read({
      counts,
      departments: DEPARTMENTS.map((department, at) => ({
        department,
        counts: { ...counts, signed: 14 - at },
      })),
      server: {
        invited: 52,
        unconfirmed: 4,
        confirmed: 48,
        unsigned: 14,
        signed: 38,
      },
      disagreements: [],
    }),
  );
  await answer(
    page,
    "list_attendees",
    read({ offset: 0, total: people.length, rows: people }),
  );
  await answer(page, "list_outbox", { offset: 0, total: 0, rows: [] });
  await answer(page, "list_code_windows", [
    { from: NOW - 40 * MINUTE, until: NOW - 31 * MINUTE },
    { from: NOW - 12 * MINUTE, until: NOW - 5_000 },
  ]);
}
