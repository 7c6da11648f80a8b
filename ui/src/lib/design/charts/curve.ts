import type uPlot from "uplot";

import { coloursAt, MARKS, textScale, type Mark, type Tone } from "$lib/design";

/** A line over time; both arrays have a value for each time. */
export interface Line {
  label: string;
  tone: Tone;
  /** Null where the line is not. */
  values: readonly (number | null)[];
  /** Drawn as stairs: it holds until the next value. */
  stairs?: boolean;
  /** Tells it from the other lines without its colour. */
  dashed?: boolean;
  /** Stands at its last value. */
  mark?: Mark;
}

/** An upright line at a moment. */
export interface Moment {
  at: number;
  label: string;
}

/** What a chart draws. Times are Unix milliseconds, ascending. */
export interface Curve {
  times: readonly number[];
  lines: readonly Line[];
  /** Between a low and a high value. */
  band?: {
    label: string;
    low: readonly (number | null)[];
    high: readonly (number | null)[];
    tone: Tone;
  };
  moments: readonly Moment[];
  /** A level to be reached. */
  target?: { value: number; label: string };
}

/** A chart that stands in the page. */
export interface Chart {
  show: (curve: Curve) => void;
  remove: () => void;
}

/** The token of each tone, and those that are drawn with beside them. */
const TOKENS = [
  "ink-2",
  "ink-3",
  "line",
  "accent",
  "accepted",
  "arrived",
  "refused",
  "unread",
  "warning",
] as const;
type Palette = Record<(typeof TOKENS)[number], string>;
const colourOf = (palette: Palette, tone: Tone): string =>
  palette[tone === "neutral" ? "ink-3" : tone];

/** The moments whose labels fit side by side: the ends before those between. */
export function labelled(
  moments: readonly Moment[],
  from: number,
  to: number,
  width: number,
  room: number,
): Moment[] {
  const x = (moment: Moment): number => ((moment.at - from) / Math.max(1, to - from)) * width;
  // An axis in seconds is a fraction of a millisecond off at its ends.
  const inside = moments.filter((one) => one.at >= from - 1 && one.at <= to + 1);
  const last = inside.at(-1);
  const kept: Moment[] = [];
  for (const moment of inside) {
    const before = kept.at(-1);
    const free = before === undefined || x(moment) - x(before) >= room;
    const fits = moment === last || last === undefined || x(last) - x(moment) >= room;
    if (moment === last && !free) kept.pop();
    if ((free && fits) || moment === last) kept.push(moment);
  }
  return kept;
}

/** The highest value of anything drawn, with room above it. */
export function ceiling(curve: Curve): number {
  const all = [
    ...curve.lines.flatMap((line) => line.values),
    ...(curve.band?.high ?? []),
    curve.target?.value ?? 0,
  ];
  const highest = all.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  return Math.max(4, Math.ceil(highest * 1.08));
}

/** Where a line ends: the time and the value of its last point. */
export function end(curve: Curve, line: Line): { at: number; value: number } | null {
  const last = line.values.findLastIndex((value) => value !== null);
  const [at, value] = [curve.times[last], line.values[last]];
  return at === undefined || value === undefined || value === null ? null : { at, value };
}

/** Where axes may have a mark: whole people only. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];

/**
 * Draws a curve into an element and keeps it the element's size, in the colours
 * of the theme in force. The library comes when the first chart does. Where
 * there is no canvas nothing is drawn; the table has it all.
 */
export function mount(element: HTMLElement, first: Curve, { large = false } = {}): Chart {
  let curve = first;
  let plot: uPlot | undefined;
  let gone = false;
  let shape = "";
  let Library: typeof uPlot | undefined;

  const textSize = (): number => (large ? 20 : 12) * textScale();
  /** Room for the axis of numbers, px. */
  const valuesWidth = (): number => textSize() * 3;

  const font = (): string => `${textSize()}px ${getComputedStyle(element).fontFamily}`;
  const measuring = document.createElement("canvas").getContext("2d");
  /** Room for the half of the last label that stands past the end, px. */
  function pastEnd(): number {
    const last = curve.moments.at(-1)?.label ?? "";
    if (measuring) measuring.font = font();
    return Math.ceil((measuring?.measureText(last).width ?? 0) / 2) + 4;
  }

  function data(): uPlot.AlignedData {
    const seconds = curve.times.map((time) => time / 1000);
    const lines = curve.lines.map((line) => [...line.values]);
    const band = curve.band ? [[...curve.band.low], [...curve.band.high]] : [];
    return [seconds, ...lines, ...band] as uPlot.AlignedData;
  }

  function draw(): void {
    plot?.destroy();
    plot = undefined;
    if (gone || !Library || element.clientWidth === 0) return;
    const size = { width: element.clientWidth, height: element.clientHeight };
    plot = new Library({ ...options(Library), ...size }, data(), element);
  }

  function options(library: typeof uPlot): Omit<uPlot.Options, "width" | "height"> {
    const text = textSize();
    const palette = coloursAt(element, TOKENS);
    const paths = library.paths;
    const series: uPlot.Series[] = curve.lines.map((one) => ({
      label: one.label,
      stroke: colourOf(palette, one.tone),
      width: large ? 4 : 2,
      ...(one.dashed ? { dash: [6, 4] } : {}),
      // One value alone is no line yet.
      points: { show: curve.times.length === 1 && !one.mark, size: 8 },
      ...(one.stairs && paths.stepped ? { paths: paths.stepped({ align: 1 }) } : {}),
    }));
    const bands: uPlot.Band[] = [];
    if (curve.band) {
      const at = series.length + 1;
      const edge: uPlot.Series = { points: { show: false }, width: 0 };
      series.push({ ...edge }, { ...edge });
      bands.push({ series: [at + 1, at], fill: faded(colourOf(palette, curve.band.tone)) });
    }
    const grid = { stroke: palette.line, width: 1 };
    return {
      padding: [8, pastEnd(), 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: true, range: () => span(curve) },
        y: { range: () => [0, ceiling(curve)] },
      },
      series: [{}, ...series],
      bands,
      axes: [
        {
          stroke: palette["ink-2"],
          font: font(),
          size: text * 2.2,
          grid: { show: false },
          ticks: { show: false },
          splits: (self) => marks(self).map((one) => one.at / 1000),
          values: (self) => marks(self).map((one) => one.label),
        },
        {
          stroke: palette["ink-2"],
          font: font(),
          size: valuesWidth(),
          incrs: STEPS,
          space: text * 3.4,
          grid,
          ticks: { show: false },
        },
      ],
      hooks: {
        drawAxes: [(self) => backdrop(self, palette["ink-3"], font())],
        draw: [(self) => ends(self, palette)],
      },
    };
  }

  const marks = (self: uPlot): Moment[] => {
    const [from, to] = span(curve);
    const room = (large ? 130 : 76) * textScale();
    const width = self.width - valuesWidth() - pastEnd();
    return labelled(curve.moments, from * 1000, to * 1000, Math.max(1, width), room);
  };

  function backdrop(self: uPlot, colour: string, face: string): void {
    const { ctx, bbox } = self;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = devicePixelRatio;
    ctx.globalAlpha = 0.55;
    for (const { at } of curve.moments) {
      const x = Math.round(self.valToPos(at / 1000, "x", true)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    if (curve.target) {
      const y = Math.round(self.valToPos(curve.target.value, "y", true)) + 0.5;
      ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.font = face.replace(/^[\d.]+/, (size) => String(Number(size) * devicePixelRatio));
      ctx.textAlign = "right";
      ctx.textBaseline = "bottom";
      const end = bbox.left + bbox.width - 4 * devicePixelRatio;
      ctx.fillText(curve.target.label, end, y - 2 * devicePixelRatio);
    }
    ctx.restore();
  }

  /** The mark at each line's end. */
  function ends(self: uPlot, palette: Palette): void {
    const { ctx } = self;
    const scale = devicePixelRatio * (large ? 2 : 1);
    for (const line of curve.lines) {
      const last = end(curve, line);
      if (!line.mark || !last) continue;
      const { path, filled } = MARKS[line.mark];
      const shape = new Path2D(path);
      ctx.save();
      ctx.translate(
        self.valToPos(last.at / 1000, "x", true) - 5 * scale,
        self.valToPos(last.value, "y", true) - 5 * scale,
      );
      ctx.scale(scale, scale);
      ctx.setLineDash([]);
      ctx.lineCap = ctx.lineJoin = "round";
      ctx.lineWidth = 2;
      ctx.fillStyle = ctx.strokeStyle = colourOf(palette, line.tone);
      if (filled) ctx.fill(shape);
      else ctx.stroke(shape);
      ctx.restore();
    }
  }

  const redraw = (): void => draw();
  const watching = new MutationObserver(redraw);
  watching.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "style"],
  });
  const dark = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : null;
  dark?.addEventListener("change", redraw);
  const sizes =
    typeof ResizeObserver === "function"
      ? new ResizeObserver(() => {
          if (!plot) draw();
          else if (element.clientWidth > 0) {
            plot.setSize({ width: element.clientWidth, height: element.clientHeight });
          }
        })
      : null;
  sizes?.observe(element);
  if (measuring) {
    void import("uplot").then(({ default: library }) => {
      Library = library;
      draw();
    });
  }

  return {
    show(next) {
      curve = next;
      const now = JSON.stringify([
        next.lines.map((one) => one.label),
        Boolean(next.band),
        next.times.length === 1,
      ]);
      if (plot && now === shape) plot.setData(data());
      else draw();
      shape = now;
    },
    remove() {
      gone = true;
      watching.disconnect();
      sizes?.disconnect();
      dark?.removeEventListener("change", redraw);
      plot?.destroy();
    },
  };
}

/** From the first to the last thing that is drawn, seconds. */
function span(curve: Curve): [number, number] {
  const all = [...curve.times, ...curve.moments.map((one) => one.at)];
  const [from, to] = [Math.min(...all), Math.max(...all)];
  return [from / 1000, Math.max(to, from + 60_000) / 1000];
}

function faded(colour: string): string {
  return colour.replace(/^rgb\((.*)\)$/, (_, parts: string) =>
    parts.includes(",") ? `rgba(${parts}, 0.16)` : `rgb(${parts} / 16%)`,
  );
}
