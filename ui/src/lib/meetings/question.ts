import { JUST_NOW } from "$lib/clubs/question";
import type { Question } from "$lib/frame";
import { formatAge, formatDuration, formatNumber, t } from "$lib/i18n";
import type { AttendanceBoard, MeetingView, Read, Time } from "$lib/ipc/bindings";

import { invited } from "./board";

/** What can be done to a meeting after a question. */
export type Act = "remind" | "end" | "revert";

/** `there`: now, by the server's clock. */
export function question(
  act: Act,
  view: MeetingView,
  board: Read<AttendanceBoard>,
  now: Time,
  there: Time,
): Question {
  const counts = board.complete ? (board.value?.counts ?? null) : null;
  const age = counts ? t.tasks.finish.figuresAge(formatAge(board.fetched_at, now)) : "";
  const unknown = t.meetings.remind.unknown;
  if (act === "remind") {
    const words = t.meetings.remind;
    const { reminded_at } = view;
    const idle = counts?.unanswered === 0;
    return {
      title: words.title,
      reach:
        counts === null ? "" : idle ? words.nobody : words.reach(formatNumber(counts.unanswered)),
      age,
      means: [
        ...(counts === null ? [unknown] : []),
        reminded_at === null ? words.never : words.last(formatAge(reminded_at, now)),
      ],
      warning: reminded_at !== null && now - reminded_at < JUST_NOW ? words.justNow : "",
      act: words.act,
      danger: false,
      idle,
    };
  }
  if (act === "end") {
    const words = t.meetings.end;
    const early = (view.detail.summary.deadline ?? there) - there;
    const missing = counts === null ? 0 : counts.awaited + counts.absent;
    return {
      title: words.title,
      reach:
        counts === null
          ? ""
          : words.reach(formatNumber(counts.signed), formatNumber(invited(counts))),
      age,
      means: [words.means, ...(missing > 0 ? [words.absent(formatNumber(missing))] : [])],
      warning: early > 0 ? words.early(formatDuration(early)) : "",
      act: words.act,
      danger: true,
      idle: false,
    };
  }
  const words = t.meetings.revert;
  return {
    title: words.title,
    reach: counts === null ? "" : words.reach(formatNumber(invited(counts))),
    age,
    means: [words.means],
    warning: counts !== null && counts.signed > 0 ? words.signed(formatNumber(counts.signed)) : "",
    act: words.act,
    danger: true,
    idle: false,
  };
}
