import type { Disagreement, Point, TaskView, Time } from "$lib/ipc/bindings";
import { formatNumber, formatPercent, formatTime, t } from "$lib/i18n";

import { serverNote } from "./board";
import { phaseLabel } from "./phase";
import { share } from "./progress";

export interface Fact {
  id: string;
  label: string;
  value: string;
  /** The server's own figure, where it is another. */
  note?: string;
}

/** Degrees with five decimals, about a metre. */
export function formatPoint(point: Point): string {
  return `${point.lat.toFixed(5)}, ${point.lng.toFixed(5)}`;
}

function time(at: Time | null, now: Time): string {
  return at === null ? t.tasks.overview.unknown : formatTime(at, now, { local: true });
}

/** A count with its share of a whole; empty where the server does not tell it. */
function count(n: number | null, whole: number): string {
  if (n === null) return "";
  const part = whole > 0 ? t.tasks.overview.share(formatPercent(n / whole)) : "";
  return t.tasks.facts.people(formatNumber(n)) + part;
}

export interface FactGroup {
  id: string;
  title: string;
  facts: Fact[];
}

/** Everything about a task; counts that nobody tells are left out. */
export function factGroups({ detail, phase, disagreements }: TaskView, now: Time): FactGroup[] {
  const words = t.tasks.overview;
  const task = detail.summary;
  const part = share(task, phase);
  const label = phaseLabel(phase);
  const differs = (figure: Disagreement["figure"]): { note?: string } => {
    const note = serverNote(disagreements, figure);
    return note === "" ? {} : { note };
  };
  const people = (n: number): string => t.tasks.facts.people(formatNumber(n));
  const groups: FactGroup[] = [
    {
      id: "task",
      title: words.facts,
      facts: [
        { id: "title", label: words.title, value: task.title.trim() || t.tasks.untitled },
        { id: "launchedBy", label: words.launchedBy, value: task.launched_by || words.unknown },
        {
          id: "phase",
          label: words.phase,
          value: part === null ? label : t.tasks.phase.withShare(label, formatPercent(part)),
        },
        { id: "number", label: words.id, value: task.id },
      ],
    },
    {
      id: "place",
      title: words.place,
      facts: [
        { id: "place", label: words.placeName, value: task.place.trim() || words.unknown },
        {
          id: "coordinates",
          label: words.coordinates,
          value: detail.place_at === null ? words.unknown : formatPoint(detail.place_at),
        },
      ],
    },
    {
      id: "times",
      title: words.times,
      facts: [
        { id: "launchedAt", label: words.launchedAt, value: time(task.launched_at, now) },
        { id: "gatherAt", label: words.gatherAt, value: time(task.gather_at, now) },
        { id: "finishAt", label: words.finishAt, value: time(task.finish_at, now) },
      ],
    },
    {
      id: "people",
      title: words.people,
      facts: [
        { id: "wanted", label: words.wanted, value: people(task.wanted) },
        {
          id: "responded",
          label: words.responded,
          value: task.responded === null ? "" : people(task.responded),
          ...differs("responded"),
        },
        {
          id: "accepted",
          label: words.accepted,
          value: count(task.accepted, task.wanted),
          ...differs("accepted"),
        },
        {
          id: "checkedIn",
          label: words.checkedIn,
          value: count(task.checked_in, task.accepted ?? 0),
          ...differs("checked_in"),
        },
      ],
    },
  ];
  return groups.map((group) => ({
    ...group,
    facts: group.facts.filter((fact) => fact.value !== ""),
  }));
}
