import type { Question } from "$lib/clubs/question";
import { t } from "$lib/i18n";
import type { Leader, MeetingReply, ReceivedMeeting, StudentId } from "$lib/ipc/bindings";
import type { Status } from "$lib/tasks/status";

import { attendanceStatus } from "./state";

/** Where I stand with an invitation, in a word. */
export function myMeetingState({ signed, answered }: ReceivedMeeting): Status {
  if (signed) return attendanceStatus("signed");
  if (typeof answered === "object") {
    const label = answered.other.trim() || t.received.meetings.state.other;
    return { label, tone: "neutral" };
  }
  if (answered === "nothing")
    return { ...attendanceStatus("unanswered"), label: t.received.meetings.state.nothing };
  return attendanceStatus(answered);
}

/** What can still be said to an invitation, the likelier first. */
export function repliesTo({ signed, answered }: ReceivedMeeting): MeetingReply[] {
  if (signed) return [];
  if (answered === "confirmed") return ["leave"];
  return answered === "on_leave" ? ["confirm"] : ["confirm", "leave"];
}

/** Whether somebody shows the codes of a meeting. */
export const leads = (leaders: readonly Leader[], me: StudentId | null): boolean =>
  me !== null && leaders.some(({ student }) => student === me);

/** Before something is said: what it means. */
export function meetingQuestion(reply: MeetingReply): Question {
  const words = reply === "confirm" ? t.received.confirmMeeting : t.received.leaveMeeting;
  return {
    title: words.title,
    reach: "",
    age: "",
    means: [words.means],
    warning: "",
    act: words.act,
    danger: false,
    idle: false,
  };
}
