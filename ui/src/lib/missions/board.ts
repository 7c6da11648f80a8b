import { formatNumber, formatPercent, t } from "$lib/i18n";
import type { MissionBoard, MissionFigure } from "$lib/ipc/bindings";
import type { Head } from "$lib/tasks/board";

/** The figures over the people of a mission, counted from their rows. */
export function missionHeads(board: MissionBoard, complete: boolean): Head[] {
  const words = t.missions.figures;
  const differs = (figure: MissionFigure): string => {
    const found = board.disagreements.find((one) => one.figure === figure);
    return found ? t.tasks.board.serverSays(formatNumber(found.server)) : "";
  };
  const share = (n: number): string =>
    complete && board.people > 0 ? formatPercent(n / board.people) : "";
  const figure = (id: MissionFigure, look: Pick<Head, "tone" | "mark">): Head => ({
    id,
    label: words[id],
    value: formatNumber(board[id]),
    share: share(board[id]),
    note: differs(id),
    ...look,
  });
  return [
    {
      id: "people",
      label: words.people,
      value: formatNumber(board.people),
      share: "",
      note: "",
      tone: "neutral",
    },
    figure("confirmed", { tone: "accepted", mark: "dot" }),
    figure("unconfirmed", { tone: "unread", mark: "ring" }),
    figure("finished", { tone: "arrived", mark: "tick" }),
    figure("unfinished", { tone: "neutral" }),
  ];
}
