import type {
  AttendanceBoard,
  AttendanceCounts,
  AttendeeRow,
  MeetingSummary,
  MeetingView,
  OutboxView,
} from "$lib/ipc/bindings";
import { aWrite } from "$lib/outbox/testing";
import { HOUR, NOW } from "$lib/tasks/testing";

/** An invented meeting: tonight at 19:00, sign-in open. */
export function summary(over: Partial<MeetingSummary> = {}): MeetingSummary {
  return {
    id: "6",
    content: "新学期招新动员大会",
    address: "D101 教室",
    club: { id: "31", name: "青年志愿者协会", avatar_url: null },
    published_at: NOW - 26 * HOUR,
    deadline: NOW + 72 * 60_000,
    sign_in: "qr_code",
    window: "open",
    figures: { invited: 52, unconfirmed: 4, confirmed: 48, unsigned: 52, signed: 0 },
    ...over,
  };
}

export function view(
  over: Partial<MeetingSummary> = {},
  reminded: number | null = null,
): MeetingView {
  const leader = {
    student: "30002",
    name: "何景行",
    avatar_url: null,
    mobile: "10050000001",
    department: "宣传部",
    job: "部长",
  };
  return { detail: { summary: summary(over), leaders: [leader] }, reminded_at: reminded };
}

export const COUNTS: AttendanceCounts = {
  unanswered: 4,
  confirmed: 45,
  on_leave: 3,
  signed: 38,
  late: 2,
  awaited: 11,
  absent: 0,
};

export function board(over: Partial<AttendanceBoard> = {}): AttendanceBoard {
  return {
    counts: COUNTS,
    departments: [
      { department: "宣传部", counts: COUNTS },
      { department: "", counts: { ...COUNTS, signed: 0 } },
    ],
    server: { invited: 52, unconfirmed: 4, confirmed: 48, unsigned: 14, signed: 38 },
    disagreements: [],
    ...over,
  };
}

export function attendee(
  over: Partial<AttendeeRow["attendee"]> = {},
  rest: Partial<AttendeeRow> = {},
): AttendeeRow {
  return {
    attendee: {
      student: "30003",
      name: "周望舒",
      avatar_url: null,
      department: "书记处",
      job: "干事",
      confirmed: true,
      on_leave: false,
      signed: true,
      late: false,
      changed_at: NOW - HOUR,
      signed_at: NOW - 11_000,
      comment: "",
      ...over,
    },
    attendance: "signed",
    outside: false,
    in_burst: false,
    ...rest,
  };
}

export const write = (over: Partial<OutboxView> = {}): OutboxView =>
  aWrite({
    connection_name: "青年志愿者协会",
    kind: "end_meeting",
    title: "新学期招新动员大会",
    state: "sending",
    attempts: 1,
    affair: { kind: "meeting", meeting: "6" },
    ...over,
  });
