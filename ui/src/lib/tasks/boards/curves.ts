import type { Curve } from "$lib/design/charts/curve";
import { formatClock, formatNumber, t } from "$lib/i18n";
import type { CheckInPicture, ResponsePicture } from "$lib/ipc/bindings";

/** A chart with the same as rows of a table. */
export interface Plotted {
  label: string;
  curve: Curve;
  columns: string[];
  rows: string[][];
}

/** Accepted and refused until now, then the range until the gathering. */
export function responsePlot(picture: ResponsePicture, wanted: number): Plotted {
  const words = t.tasks.curve;
  const { points } = picture.curve;
  const cone = picture.projection?.cone ?? [];
  const last = points.at(-1);
  const now = { at: picture.as_of, accepted: last?.accepted ?? 0, refused: last?.refused ?? 0 };
  const past = last === undefined || last.at < picture.as_of ? [...points, now] : points;
  const ahead = cone.filter((point) => point.at >= (past.at(-1)?.at ?? 0));
  const times = [...past.map((point) => point.at), ...ahead.map((point) => point.at)];
  const gap = <T>(rows: readonly T[]): null[] => rows.map(() => null);
  const gather = picture.gather_at;
  return {
    label: words.responses(formatNumber(now.accepted), formatNumber(now.refused)),
    curve: {
      times,
      lines: [
        {
          label: t.tasks.status.refused,
          tone: "refused",
          dashed: true,
          mark: "cross",
          values: [...past.map((point) => point.refused), ...gap(ahead)],
        },
        {
          label: t.tasks.status.accepted,
          tone: "accepted",
          mark: "dot",
          values: [...past.map((point) => point.accepted), ...gap(ahead)],
        },
      ],
      ...(ahead.length > 0
        ? {
            band: {
              label: words.expected,
              low: [...gap(past), ...ahead.map((point) => point.low)],
              high: [...gap(past), ...ahead.map((point) => point.high)],
              tone: "accepted",
            },
          }
        : {}),
      moments: [
        ...(picture.launched_at === null
          ? []
          : [{ at: picture.launched_at, label: formatClock(picture.launched_at) }]),
        { at: picture.as_of, label: words.now(formatClock(picture.as_of)) },
        ...(gather !== null && gather > picture.as_of
          ? [{ at: gather, label: words.gather(formatClock(gather)) }]
          : []),
      ],
      ...(wanted > 0
        ? { target: { value: wanted, label: words.wanted(formatNumber(wanted)) } }
        : {}),
    },
    columns: [words.time, t.tasks.status.accepted, t.tasks.status.refused, words.expected],
    rows: [
      ...past.map((point) => [
        formatClock(point.at, { seconds: true }),
        formatNumber(point.accepted),
        formatNumber(point.refused),
        "",
      ]),
      ...ahead
        .slice(1)
        .map((point) => [
          formatClock(point.at, { seconds: true }),
          "",
          "",
          `${formatNumber(point.low)} – ${formatNumber(point.high)}`,
        ]),
    ],
  };
}

/** How many had been seen to have arrived. */
export function arrivalPlot(picture: CheckInPicture, accepted: number): Plotted {
  const words = t.tasks.curve;
  const { curve } = picture;
  const arrived = curve.at(-1)?.arrived ?? 0;
  const start = picture.since ?? curve[0]?.at ?? picture.as_of;
  const points = [
    ...(curve[0]?.at === start ? [] : [{ at: start, arrived: 0 }]),
    ...curve,
    ...((curve.at(-1)?.at ?? start) < picture.as_of ? [{ at: picture.as_of, arrived }] : []),
  ];
  const gather = picture.gather_at;
  return {
    label: words.arrivals(formatNumber(arrived), formatNumber(accepted)),
    curve: {
      times: points.map((point) => point.at),
      lines: [
        {
          label: t.tasks.status.arrived,
          tone: "arrived",
          values: points.map((point) => point.arrived),
          stairs: true,
          mark: "tick",
        },
      ],
      moments: [
        { at: start, label: formatClock(start) },
        { at: picture.as_of, label: words.now(formatClock(picture.as_of)) },
        ...(gather === null ? [] : [{ at: gather, label: words.gather(formatClock(gather)) }]),
      ].sort((a, b) => a.at - b.at),
      ...(accepted > 0
        ? { target: { value: accepted, label: words.accepted(formatNumber(accepted)) } }
        : {}),
    },
    columns: [words.time, t.tasks.status.arrived],
    rows: points.map((point) => [
      formatClock(point.at, { seconds: true }),
      formatNumber(point.arrived),
    ]),
  };
}
