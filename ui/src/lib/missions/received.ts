import type { Question } from "$lib/frame";
import { formatNumber, t } from "$lib/i18n";
import type {
  Companion,
  MissionId,
  MissionReply,
  ReceivedMission,
  ReceivedMissionView,
  Time,
} from "$lib/ipc/bindings";

import type { MissionState } from "./state";

/** What is said to a mission, or to a part of it. */
export interface Said {
  reply: MissionReply;
  /** Null for all of it. */
  part: MissionId | null;
}

/** Where a mission stands for me, in a word. */
export function myMissionState(mission: ReceivedMission, there: Time): MissionState {
  const words = t.received.missions.state;
  if (mission.finished) return { label: words.finished, tone: "accepted", mark: "tick" };
  if (mission.deadline !== null && mission.deadline <= there)
    return { label: words.over, tone: "warning", mark: "ring" };
  if (mission.confirmed) return { label: words.confirmed, tone: "accent", mark: "dot" };
  return { label: words.open, tone: "unread", mark: "ring" };
}

/** How many names stand in a line. */
const NAMED = 8;

/** `一起的有 12 人：周望舒、何景行…`; nothing where nobody is named. */
export function togetherText(companions: readonly Companion[], people: number): string {
  if (companions.length === 0) return "";
  const named = companions.slice(0, NAMED).map(({ name }) => name.trim() || t.clubs.nameless);
  const more = people > named.length ? "…" : "";
  return t.received.missions.together(named.join(t.common.comma) + more, formatNumber(people));
}

/** Before something is said: what it means. */
export function missionQuestion(said: Said, view: ReceivedMissionView, there: Time): Question {
  const { mission, parts } = view;
  const asked = { reach: "", age: "", danger: false, idle: false };
  if (said.reply === "confirm") {
    const words = t.received.confirmMission;
    return { ...asked, title: words.title, means: [words.means], warning: "", act: words.act };
  }
  const words = t.received.finishMission;
  const all = said.part === null && parts.length > 1;
  const left = parts.filter(({ finished }) => !finished).length;
  const late = mission.deadline !== null && mission.deadline <= there;
  return {
    ...asked,
    title: said.part !== null ? words.titlePart : all ? words.titleAll : words.title,
    means: [
      ...(all ? [words.all(formatNumber(left))] : []),
      words.means,
      ...(mission.confirmed ? [] : [words.confirms]),
    ],
    warning: late ? words.late : "",
    act: words.act,
  };
}
