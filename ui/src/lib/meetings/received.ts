import type { Question } from "$lib/frame";
import { t } from "$lib/i18n";
import type {
  FromClub,
  Invitation,
  Leader,
  MeetingReply,
  ReceivedMeeting,
  ReceivedMeetingView,
  StudentId,
  Target,
  Time,
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
  return invited === false ? leading() : myMeetingState(meeting);
}

/** The same, of a row of the list. */
export const rowStanding = (row: Invitation): Status =>
  row.invited === false ? leading() : myMeetingState(row);

const leading = (): Status => ({ label: t.received.meetings.state.leads, tone: "neutral" });

/** More than anybody leaves without an answer. */
const ASKED = 10;

/**
 * What has to be read before a list can say whether these meetings wait for an
 * answer: who leads them, and whether that one is invited at all.
 */
export function unread(
  connection: string,
  rows: readonly FromClub<Invitation>[],
  there: Time,
): Target[] {
  return rows
    .filter(
      ({ row }) => row.answered === "nothing" && !row.signed && (row.deadline ?? there) >= there,
    )
    .slice(0, ASKED)
    .flatMap(({ row: { id: meeting, leads, invited } }): Target[] => {
      if (leads === null)
        return [{ kind: "club", connection, view: { kind: "received_meeting", meeting } }];
      if (leads && invited === null)
        return [{ kind: "club", connection, view: { kind: "participation", meeting } }];
      return [];
    });
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
