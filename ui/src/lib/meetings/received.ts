import type { Question } from "$lib/clubs/question";
import { t } from "$lib/i18n";
import type {
  Leader,
  MeetingReply,
  ReceivedMeeting,
  ReceivedMeetingView,
  StudentId,
} from "$lib/ipc/bindings";
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

/** The same, of a meeting that may only be led. */
export function standingOf({ meeting, invited }: ReceivedMeetingView): Status {
  const label = t.received.meetings.state.leads;
  return invited === false ? { label, tone: "neutral" } : myMeetingState(meeting);
}

/** Why nothing can be said to a meeting any more, or nothing has to be; empty where something can. */
export function settledText({ meeting, invited, over }: ReceivedMeetingView): string {
  const words = t.received.meetings;
  if (meeting.signed) return words.signed;
  if (over) return words.over;
  return invited === false ? words.onlyLeads : "";
}

/** What can still be said to an invitation, the likelier first. */
export function repliesTo(view: ReceivedMeetingView): MeetingReply[] {
  if (settledText(view) !== "") return [];
  const { answered } = view.meeting;
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
