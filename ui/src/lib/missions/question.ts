import { JUST_NOW } from "$lib/clubs/question";
import type { Question } from "$lib/frame";
import { formatAge, formatNumber, t } from "$lib/i18n";
import type { MissionView, Read, Time } from "$lib/ipc/bindings";

/** What can be done to a mission after a question. */
export type Act = "confirm" | "finish" | "revert";

export function question(act: Act, mission: Read<MissionView>, now: Time): Question {
  const view = mission.value;
  const age = view ? t.tasks.finish.figuresAge(formatAge(mission.fetched_at, now)) : "";
  if (act === "revert") {
    const words = t.missions.revert;
    const finished = view?.board.finished ?? 0;
    return {
      title: words.title,
      reach: view ? words.reach(formatNumber(view.board.people)) : "",
      age,
      means: [words.means],
      warning: finished > 0 ? words.finished(formatNumber(finished)) : "",
      act: words.act,
      danger: true,
      idle: false,
    };
  }
  const words = t.missions.remind;
  const reached = (act === "confirm" ? view?.to_confirm : view?.to_finish) ?? 0;
  const last = (act === "confirm" ? view?.confirm_reminded_at : view?.finish_reminded_at) ?? null;
  const idle = view !== null && reached === 0;
  return {
    title: words.title[act],
    reach: idle ? words.nobody[act] : words.reach(formatNumber(reached)),
    age,
    means: [last === null ? words.never : words.last(formatAge(last, now))],
    warning: !idle && last !== null && now - last < JUST_NOW ? words.justNow : "",
    act: words.act,
    danger: false,
    idle,
  };
}
