import type { CheckInBoard, Disagreement, Figure, ResponseBoard } from "$lib/ipc/bindings";
import type { Mark, Tone } from "$lib/design";
import { formatNumber, formatPercent, t } from "$lib/i18n";

/** A figure at the head of a board, ready to be shown. */
export interface Head {
  id: string;
  label: string;
  value: string;
  unit?: string;
  share: string;
  note: string;
  /** A note warns unless it says otherwise. */
  noteTone?: "accepted" | "quiet";
  tone: Tone;
  mark?: Mark;
}

const UNKNOWN = "–";

/** A span as one figure in one unit, short enough to stand large. */
export function spanFigure(ms: number | null): { value: string; unit?: string } {
  if (ms === null) return { value: UNKNOWN };
  const [units, seconds] = [t.tasks.units, Math.round(ms / 1000)];
  if (seconds < 60) return { value: formatNumber(seconds), unit: units.seconds };
  if (seconds < 3600) return { value: formatNumber(Math.round(seconds / 60)), unit: units.minutes };
  return { value: formatNumber(seconds / 3600, 1), unit: units.hours };
}

/** Within which half and nine tenths of the answers came: `6 分 / 31 分`. */
function timesFigure(board: ResponseBoard | null): { value: string; unit?: string } {
  const half = spanFigure(board?.median_ms ?? null);
  const most = spanFigure(board?.ninetieth_ms ?? null);
  if (half.unit === undefined || most.unit === undefined) return half;
  return { value: half.value, unit: `${half.unit} / ${most.value}\u202f${most.unit}` };
}

/** The mean, and the server's where it differs: real servers may get this one wrong. */
function averageNote(board: ResponseBoard, complete: boolean): Pick<Head, "note" | "noteTone"> {
  const [words, told] = [t.tasks.board, board.server.average_ms];
  if (!complete || board.average_ms === null) return { note: "" };
  const span = (ms: number): string => {
    const { value, unit } = spanFigure(ms);
    return `${value}\u202f${unit ?? ""}`;
  };
  const mean = words.mean(span(board.average_ms));
  // A difference of less than a minute is worth no word.
  if (told === null || Math.abs(told - board.average_ms) < 60_000) {
    return { note: mean, noteTone: "quiet" };
  }
  return { note: words.meanOfBoth(mean, words.averageOfServer(span(told))) };
}

/** What the server says instead, where it differs. */
export function serverNote(disagreements: readonly Disagreement[], figure: Figure): string {
  const found = disagreements.find((one) => one.figure === figure);
  return found ? t.tasks.board.serverSays(formatNumber(found.server)) : "";
}

function shareOf(part: number, whole: number, complete: boolean): string {
  return complete && whole > 0 ? formatPercent(part / whole) : "";
}

/**
 * The figures over the responses. While rows are missing, none is a total: the
 * number of notified is the server's, and shares are left out.
 */
export function responseHeads(board: ResponseBoard, complete: boolean): Head[] {
  const [words, status] = [t.tasks.board, t.tasks.status];
  const notified = complete ? board.notified : board.server.notified;
  const missing = board.wanted - board.accepted;
  const read = board.notified - board.unread;
  const rows = (
    id: "accepted" | "refused" | "unread",
    tone: Tone,
    mark: Mark,
    note = "",
  ): Head => ({
    id,
    label: status[id],
    value: formatNumber(board[id]),
    share: shareOf(board[id], board.notified, complete),
    note,
    tone,
    mark,
  });
  const heads: Head[] = [
    {
      id: "wanted",
      label: words.wanted,
      value: board.wanted === 0 ? UNKNOWN : formatNumber(board.wanted),
      share: "",
      note:
        !complete || board.wanted === 0
          ? ""
          : missing > 0
            ? words.missing(formatNumber(missing))
            : words.enough,
      ...(complete && board.wanted > 0 && missing <= 0 ? { noteTone: "accepted" as const } : {}),
      tone: "neutral",
    },
    {
      id: "notified",
      label: words.notified,
      value: notified === null ? UNKNOWN : formatNumber(notified),
      share: "",
      note: complete
        ? serverNote(board.disagreements, "notified")
        : words.partial(formatNumber(board.notified)),
      tone: "neutral",
    },
    {
      id: "read",
      label: words.read,
      value: formatNumber(read),
      share: shareOf(read, board.notified, complete),
      note: serverNote(board.disagreements, "responded"),
      tone: "neutral",
    },
    rows("accepted", "accepted", "dot", serverNote(board.disagreements, "accepted")),
    rows("refused", "refused", "cross"),
    rows("unread", "unread", "ring"),
  ];
  if (board.other > 0) {
    heads.push({
      id: "other",
      label: status.other,
      value: formatNumber(board.other),
      share: shareOf(board.other, board.notified, complete),
      note: "",
      tone: "neutral",
    });
  }
  heads.push({
    id: "times",
    label: words.times,
    ...timesFigure(complete ? board : null),
    share: "",
    ...averageNote(board, complete),
    tone: "neutral",
  });
  return heads;
}

/** The figures over the check-ins: arrived of accepted, and who is absent. */
export function checkInHeads(board: CheckInBoard, complete: boolean): Head[] {
  const [words, status] = [t.tasks.board, t.tasks.status];
  const accepted = complete ? board.accepted : board.server.accepted;
  const heads: Head[] = [
    {
      id: "arrived",
      label: words.arrived,
      value: formatNumber(board.checked_in),
      share: shareOf(board.checked_in, board.accepted, complete),
      note: serverNote(board.disagreements, "checked_in"),
      tone: "arrived",
      mark: "tick",
    },
    {
      id: "absent",
      label: words.absent,
      value: formatNumber(board.absent),
      share: shareOf(board.absent, board.accepted, complete),
      note: "",
      tone: "unread",
      mark: "ring",
    },
    {
      id: "accepted",
      label: words.accepted,
      value: accepted === null ? UNKNOWN : formatNumber(accepted),
      share: "",
      note: complete
        ? serverNote(board.disagreements, "accepted")
        : words.partial(formatNumber(board.accepted)),
      tone: "accepted",
      mark: "dot",
    },
  ];
  if (board.other > 0) {
    heads.push({
      id: "other",
      label: status.other,
      value: formatNumber(board.other),
      share: shareOf(board.other, board.accepted, complete),
      note: "",
      tone: "neutral",
    });
  }
  return heads;
}
