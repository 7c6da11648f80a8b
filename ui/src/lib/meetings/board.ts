import type { Mark, Tone } from "$lib/design";
import { formatNumber, formatPercent, t } from "$lib/i18n";
import type {
  AttendanceBoard,
  AttendanceCounts,
  AttendanceFigure,
  MeetingFigure,
} from "$lib/ipc/bindings";
import type { Head } from "$lib/tasks/board";

/** The figures of the board that people stand behind, in their order. */
export function figuresOf(over: boolean): (keyof AttendanceCounts)[] {
  return ["confirmed", "on_leave", "unanswered", "signed", "late", over ? "absent" : "awaited"];
}

const LOOK: Record<keyof AttendanceCounts, { tone: Tone; mark?: Mark }> = {
  confirmed: { tone: "accepted", mark: "dot" },
  on_leave: { tone: "neutral" },
  unanswered: { tone: "unread", mark: "ring" },
  signed: { tone: "arrived", mark: "tick" },
  late: { tone: "warning", mark: "tick" },
  awaited: { tone: "unread", mark: "ring" },
  absent: { tone: "refused", mark: "cross" },
};

/** What the server counts where a figure of ours stands. */
const TOLD: Partial<Record<keyof AttendanceCounts, MeetingFigure>> = {
  unanswered: "unconfirmed",
  signed: "signed",
};

export const invited = ({ unanswered, confirmed, on_leave }: AttendanceCounts): number =>
  unanswered + confirmed + on_leave;

/** What the server says instead, where it differs. */
function told(board: AttendanceBoard, figure: MeetingFigure | undefined): string {
  const found = board.disagreements.find((one) => one.figure === figure);
  return found ? t.tasks.board.serverSays(formatNumber(found.server)) : "";
}

/**
 * The figures over the people. `over`: nobody can sign in any more. While rows
 * are missing none is a total: the number of invited is the server's, and
 * shares are left out.
 */
export function attendanceHeads(board: AttendanceBoard, complete: boolean, over: boolean): Head[] {
  const words = t.meetings.figures;
  const all = invited(board.counts);
  const whole = complete ? all : board.server.invited;
  return [
    {
      id: "invited",
      label: words.invited,
      value: whole === null ? "–" : formatNumber(whole),
      share: "",
      note: complete ? told(board, "invited") : t.tasks.board.partial(formatNumber(all)),
      tone: "neutral",
    },
    ...figuresOf(over).map((figure) => ({
      id: figure,
      label: words[figure],
      value: formatNumber(board.counts[figure]),
      share:
        complete && all > 0 && figure !== "late" ? formatPercent(board.counts[figure] / all) : "",
      note: complete ? told(board, TOLD[figure]) : "",
      ...LOOK[figure],
    })),
  ];
}

/** The figure that a head opens; null for everybody. */
export const figureOf = (head: string): AttendanceFigure | null =>
  head === "invited" ? null : (head as AttendanceFigure);

/** Differences that no head shows: the server counts leave as confirmed. */
export function otherDifferences(board: AttendanceBoard): string {
  return board.disagreements
    .filter(({ figure }) => figure === "confirmed" || figure === "unsigned")
    .map(({ figure, rows, server }) =>
      t.meetings.differs(
        t.meetings.told[figure as "confirmed" | "unsigned"],
        formatNumber(rows),
        formatNumber(server),
      ),
    )
    .join("");
}
