import { formatNumber, formatPercent, t } from "$lib/i18n";
import type {
  Disagreement,
  MomentBoard,
  MomentFigure,
  MomentFigures,
  PostingBoard,
} from "$lib/ipc/bindings";
import type { Head } from "$lib/tasks/board";

const UNKNOWN = "–";

/** What the server says instead, of the first of these figures in which it differs. */
export function serverNote(
  disagreements: readonly Disagreement<MomentFigure>[],
  ...figures: MomentFigure[]
): string {
  const found = disagreements.find(({ figure }) => figures.includes(figure));
  return found ? t.tasks.board.serverSays(formatNumber(found.server)) : "";
}

const LOOKS = {
  done: { tone: "arrived", mark: "tick" },
  waiting: { tone: "unread", mark: "ring" },
  total: { tone: "neutral" },
} as const satisfies Record<string, Pick<Head, "tone" | "mark">>;

const share = (n: number, of: number): string => (of > 0 ? formatPercent(n / of) : "");

/** The sums over the jobs of a list; what the server says stands beside what its rows come to. */
export function jobHeads(board: MomentBoard, complete: boolean): Head[] {
  const words = t.moments.figures;
  const { counts, disagreements, told } = board;
  const figure = (id: keyof MomentFigures): Head => ({
    id,
    label: words[id],
    value: counts ? formatNumber(counts[id]) : UNKNOWN,
    share: counts && id !== "total" ? share(counts[id], counts.total) : "",
    // Without a sum of ours, theirs is all there is.
    note:
      serverNote(disagreements, id) ||
      (counts === null && told[id] !== null
        ? t.tasks.board.serverSays(formatNumber(told[id]))
        : ""),
    ...LOOKS[id],
  });
  return [
    {
      id: "jobs",
      label: words.jobs,
      value: formatNumber(board.jobs),
      share: "",
      note: complete ? serverNote(disagreements, "listed") : "",
      tone: "neutral",
    },
    figure("done"),
    figure("waiting"),
    figure("total"),
  ];
}

/** The people of one job, counted from their rows. */
export function postingHeads(board: PostingBoard, complete: boolean): Head[] {
  const words = t.moments.figures;
  const { disagreements } = board;
  const figure = (id: "done" | "waiting", count: number): Head => ({
    id,
    label: words[id],
    value: formatNumber(count),
    share: complete ? share(count, board.people) : "",
    note: serverNote(disagreements, id),
    ...LOOKS[id],
  });
  const others: Head[] =
    board.other === 0
      ? []
      : [
          {
            id: "other",
            label: words.other,
            value: formatNumber(board.other),
            share: complete ? share(board.other, board.people) : "",
            note: "",
            tone: "neutral",
          },
        ];
  return [
    figure("done", board.posted),
    figure("waiting", board.waiting),
    ...others,
    {
      id: "people",
      label: words.people,
      value: formatNumber(board.people),
      share: "",
      note: serverNote(disagreements, "total", "listed"),
      tone: "neutral",
    },
  ];
}
