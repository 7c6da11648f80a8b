import { formatNumber, t } from "$lib/i18n";
import type { PositionBoard } from "$lib/ipc/bindings";
import type { Head } from "$lib/tasks/board";

import { formatMetres } from "./measure";

const UNKNOWN = "–";

/** The figures over the map: who is on it, and who will be there. */
export function positionHeads(board: PositionBoard): Head[] {
  const words = t.map.figures;
  const count = (n: number | null): string => (n === null ? UNKNOWN : formatNumber(n));
  const placed = board.place !== null;
  const [median = UNKNOWN, unit] = formatMetres(board.median_metres).split("\u202f");
  const plain = { share: "", note: "", tone: "neutral" } as const;
  return [
    { ...plain, id: "people", label: words.people, value: count(board.people) },
    {
      ...plain,
      id: "silent",
      label: words.silent,
      value: count(board.silent),
      tone: board.silent ? "unread" : "neutral",
      mark: "ring",
    },
    {
      ...plain,
      id: "there",
      label: words.there,
      value: count(placed ? board.there : null),
      tone: "arrived",
      mark: "tick",
    },
    {
      ...plain,
      id: "coming",
      label: words.coming,
      value: count(placed ? board.coming : null),
      tone: "accepted",
      mark: "dot",
    },
    { ...plain, id: "in-time", label: words.inTime, value: count(board.in_time) },
    {
      ...plain,
      id: "median",
      label: words.median,
      value: median,
      ...(unit ? { unit } : {}),
    },
  ];
}
