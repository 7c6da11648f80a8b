import type { Mark, Tone } from "$lib/design";
import { formatNumber, formatTime, t } from "$lib/i18n";
import type {
  MissionFigures,
  MissionRow,
  MissionStatus,
  MissionUnit,
  Time,
} from "$lib/ipc/bindings";
import { shortTime, until } from "$lib/tasks/times";

/** A mission, as far as its state goes. */
interface Standing {
  status: MissionStatus | null;
  deadline: Time | null;
}

export interface MissionState {
  label: string;
  tone: Tone;
  mark?: Mark;
}

export const isReverted = ({ status }: Standing): boolean => status === "revoked";

/** Past its deadline, by the server's word or by its clock. */
export const isOver = ({ status, deadline }: Standing, there: Time): boolean =>
  status === "expired" || (deadline !== null && deadline <= there);

/** Where a mission stands, in a word. `unfinished`: how many still have to; null where nobody knows. */
export function missionState(
  mission: Standing,
  unfinished: number | null,
  there: Time,
): MissionState {
  const words = t.missions.state;
  if (isReverted(mission)) return { label: words.reverted, tone: "neutral", mark: "cross" };
  if (unfinished === 0) return { label: words.finished, tone: "accepted", mark: "tick" };
  if (isOver(mission, there)) return { label: words.over, tone: "warning", mark: "ring" };
  return { label: words.active, tone: "accent", mark: "dot" };
}

/** How many still have to finish, where the server tells and there is somebody at all. */
export function unfinishedOf({ unfinished, finished }: MissionFigures): number | null {
  return unfinished === null || unfinished + (finished ?? 0) === 0 ? null : unfinished;
}

export interface MissionBar {
  finished: number;
  /** Confirmed, and not finished. */
  under: number;
  total: number;
}

/** Who has confirmed and finished, where the server tells both halves of either. */
export function missionBar(figures: MissionFigures): MissionBar | null {
  const { confirmed, unconfirmed, finished, unfinished } = figures;
  if (confirmed === null || unconfirmed === null || finished === null || unfinished === null)
    return null;
  const total = Math.max(confirmed + unconfirmed, finished + unfinished);
  if (total === 0) return null;
  return {
    finished,
    under: Math.max(0, confirmed - finished),
    total,
  };
}

/** `确认 12 / 20 · 完成 5 / 20`, as far as the server tells, with what it counts unless that is people. */
export function figuresText(figures: MissionFigures, unit: MissionUnit | null = null): string {
  const words = unit === "shares" ? t.missions.row.shares : t.missions.row;
  const half = (
    done: number | null,
    open: number | null,
    say: (n: string, all: string) => string,
  ): string =>
    done === null || open === null ? "" : say(formatNumber(done), formatNumber(done + open));
  return [
    half(figures.confirmed, figures.unconfirmed, words.confirmed),
    half(figures.finished, figures.unfinished, words.finished),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** By when and for which club; and how long there is left. */
export function rowLines(
  mission: Pick<MissionRow, "deadline" | "status" | "club">,
  there: Time,
): { where: string; then: string } {
  const { deadline, club } = mission;
  const by = deadline === null ? "" : t.missions.row.by(shortTime(deadline, there));
  return {
    where: [by, club.name.trim()].filter(Boolean).join(" · "),
    then:
      deadline === null || isReverted(mission) || isOver(mission, there)
        ? ""
        : until(deadline, there),
  };
}

/** When it is due, and how long that is away where anybody still waits for it. */
export function dueText(deadline: Time | null, there: Time, waited = true): string {
  if (deadline === null) return "";
  const at = formatTime(deadline, there, { local: true });
  return waited && deadline > there ? `${at} · ${until(deadline, there)}` : at;
}
