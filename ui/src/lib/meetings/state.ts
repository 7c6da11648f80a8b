import type { Mark, Tone } from "$lib/design";
import { formatNumber, t } from "$lib/i18n";
import type { Attendance, AttendeeRow, MeetingSummary, Time } from "$lib/ipc/bindings";
import type { Status } from "$lib/tasks/status";
import { shortTime, until } from "$lib/tasks/times";

/** Whether people can sign in, in a word; null where nobody knows. */
export function windowState(
  meeting: MeetingSummary,
): { label: string; tone: Tone; mark?: Mark } | null {
  const words = t.meetings.window;
  if (meeting.sign_in === "none") return { label: words.none, tone: "neutral" };
  switch (meeting.window) {
    case "not_yet":
      return { label: words.not_yet, tone: "neutral", mark: "ring" };
    case "open":
      return { label: words.open, tone: "accent", mark: "dot" };
    case "closed":
      return { label: words.closed, tone: "neutral", mark: "tick" };
    case null:
      return null;
    default:
      return { label: meeting.window.other.trim() || words.other, tone: "neutral" };
  }
}

/** Nobody can sign in any more. */
export const isOver = (meeting: MeetingSummary): boolean => meeting.window === "closed";

interface RowLines {
  where: string;
  then: string;
}

/** For so long a meeting counts as begun where nobody says that it is over. */
const LASTS = 12 * 3_600_000;

/** When and where, and the wait for it. `over`: nobody waits any more. */
export function whenAndWhere(
  { deadline, address }: Pick<MeetingSummary, "deadline" | "address">,
  over: boolean,
  now: Time,
): RowLines {
  const when = deadline === null ? "" : shortTime(deadline, now);
  const where = [when, address.trim()].filter(Boolean).join(" · ");
  if (deadline !== null && deadline > now) return { where, then: until(deadline, now) };
  const begun = deadline !== null && !over && now - deadline < LASTS;
  return { where, then: begun ? t.meetings.row.begun : "" };
}

/** When and where, and what matters now: the wait for it, or who has come. */
export function rowLines(meeting: MeetingSummary, now: Time): RowLines {
  const { figures } = meeting;
  const lines = whenAndWhere(meeting, isOver(meeting), now);
  const came = figures.signed !== null && (figures.signed > 0 || isOver(meeting));
  if (came && figures.signed !== null && figures.invited !== null) {
    const { signed } = t.meetings.row;
    return { ...lines, then: signed(formatNumber(figures.signed), formatNumber(figures.invited)) };
  }
  return lines;
}

/** What else there is to say of somebody: what does not fit their arrival, and what they wrote. */
export function remarks({ attendee, outside, in_burst }: AttendeeRow): string[] {
  const words = t.meetings.table;
  return [
    ...(outside ? [words.outside] : []),
    ...(in_burst ? [words.inBurst] : []),
    ...(attendee.comment.trim() ? [attendee.comment.trim()] : []),
  ];
}

export function attendanceStatus(attendance: Attendance): Status {
  const label = t.meetings.attendance[attendance];
  switch (attendance) {
    case "signed":
      return { label, tone: "arrived", mark: "tick" };
    case "late":
      return { label, tone: "warning", mark: "tick" };
    case "confirmed":
      return { label, tone: "accepted", mark: "dot" };
    case "absent":
      return { label, tone: "refused", mark: "cross" };
    case "on_leave":
      return { label, tone: "neutral" };
    case "unanswered":
      return { label, tone: "unread", mark: "ring" };
  }
}
