import { formatMetres } from "./measure";
import { metresPerPixel, toX, toY } from "./mercator";
import { ringsFor } from "./scale";
import type { Drawing } from "./sheet";

type Pair = readonly [lat: number, lng: number];
const TURN = 2 * Math.PI;
/** Where a ring's label may stand, best first: parts of a turn from the east by the south. */
const LABEL_TURNS = [1 / 4, 1 / 8, 3 / 8, 0, 1 / 2, 1 / 16, 7 / 16, 7 / 8, 5 / 8, 3 / 4];
/** px */
const HALF_LABEL = 24;
/** As much of the view's foot lies under the scale and the legend, px. */
const FOOT = 44;

function pixelOf([lat, lng]: Pair, { scale, left, top }: Drawing): [x: number, y: number] {
  return [toX(lng) * scale - left, toY(lat) * scale - top];
}

/** Text that can be read on any ground. */
function label(drawing: Drawing, text: string, x: number, y: number, weight: number): void {
  const { ctx, palette } = drawing;
  ctx.font = `${weight} 12px ${getComputedStyle(ctx.canvas).fontFamily}`;
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.surface;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = palette.ink;
  ctx.fillText(text, x, y);
}

/** A flag, high enough to be seen over the people around its foot: where they gather. */
export function drawPlace(drawing: Drawing, at: Pair, name: string): void {
  const { ctx, palette } = drawing;
  const [x, y] = pixelOf(at, drawing);
  ctx.save();
  ctx.translate(x, y);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(0, -44);
  ctx.lineTo(18, -37);
  ctx.lineTo(0, -30);
  ctx.lineJoin = "round";
  ctx.lineWidth = 5;
  ctx.strokeStyle = palette.surface;
  ctx.stroke();
  ctx.lineWidth = 2;
  ctx.strokeStyle = palette.refused;
  ctx.fillStyle = palette.refused;
  ctx.fill();
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(0, 0, 4, 0, TURN);
  ctx.fill();
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.restore();
  ctx.textAlign = "start";
  ctx.textBaseline = "middle";
  const shown = name.length > 24 ? `${name.slice(0, 23)}…` : name;
  if (shown) label(drawing, shown, x + 22, y - 37, 600);
}

/** Distances around the gather place: straight lines on the ground. `height` is the view's. */
export function drawRings(drawing: Drawing, at: Pair, height: number): void {
  const { ctx, palette, zoom } = drawing;
  const [x, y] = pixelOf(at, drawing);
  const pixel = metresPerPixel(at[0], zoom);
  ctx.setLineDash([4, 4]);
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = palette["ink-3"];
  for (const metres of ringsFor(at[0], zoom, height)) {
    ctx.beginPath();
    ctx.arc(x, y, metres / pixel, 0, TURN);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** What each ring says, where neither people nor the edge of the view hide it. */
export function drawRingLabels(
  drawing: Drawing,
  at: Pair,
  height: number,
  taken: (x: number, y: number) => boolean,
): void {
  const { ctx, zoom } = drawing;
  const [x, y] = pixelOf(at, drawing);
  const pixel = metresPerPixel(at[0], zoom);
  const bottom = (drawing.height + height) / 2 - FOOT;
  const written: Pair[] = [];
  const free = ([px, py]: Pair): boolean =>
    py < bottom &&
    [-HALF_LABEL, 0, HALF_LABEL].every((dx) => !taken(px + dx, py)) &&
    written.every(([wx, wy]) => Math.abs(wx - px) > 2 * HALF_LABEL || Math.abs(wy - py) > 16);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const metres of ringsFor(at[0], zoom, height)) {
    const radius = metres / pixel;
    // The inmost would write over its own ring.
    if (radius < 28) continue;
    const spots = LABEL_TURNS.map((turn): Pair => {
      const angle = turn * TURN;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    const spot = spots.find(free);
    if (!spot) continue;
    written.push(spot);
    label(drawing, formatMetres(metres), spot[0], spot[1], 400);
  }
}

/** A cross on a point that was marked. */
export function drawPin(drawing: Drawing, at: Pair): void {
  const { ctx, palette } = drawing;
  const [x, y] = pixelOf(at, drawing);
  for (const [width, colour] of [
    [5, palette.surface],
    [2, palette.accent],
  ] as const) {
    ctx.beginPath();
    ctx.arc(x, y, 6, 0, TURN);
    ctx.moveTo(x - 11, y);
    ctx.lineTo(x - 3, y);
    ctx.moveTo(x + 3, y);
    ctx.lineTo(x + 11, y);
    ctx.moveTo(x, y - 11);
    ctx.lineTo(x, y - 3);
    ctx.moveTo(x, y + 3);
    ctx.lineTo(x, y + 11);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}

/** The line that is measured, each point with the way to it. */
export function drawMeasure(
  drawing: Drawing,
  line: readonly Pair[],
  ways: readonly string[],
): void {
  const { ctx, palette } = drawing;
  const points = line.map((at) => pixelOf(at, drawing));
  for (const [width, colour] of [
    [5, palette.surface],
    [2, palette.accent],
  ] as const) {
    ctx.beginPath();
    points.forEach(([x, y], at) => (at === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
    ctx.lineJoin = "round";
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
  ctx.textAlign = "start";
  ctx.textBaseline = "middle";
  points.forEach(([x, y], at) => {
    ctx.beginPath();
    ctx.arc(x, y, 4, 0, TURN);
    ctx.fillStyle = palette.surface;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = palette.accent;
    ctx.stroke();
    const way = ways[at];
    if (way) label(drawing, way, x + 9, y - 9, 600);
  });
}

/** A saved place: a small square, with its name where there is room. */
export function drawSaved(drawing: Drawing, at: Pair, name: string, named: boolean): void {
  const { ctx, palette } = drawing;
  const [x, y] = pixelOf(at, drawing);
  ctx.beginPath();
  ctx.rect(x - 5, y - 5, 10, 10);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = palette.accent;
  ctx.stroke();
  ctx.textAlign = "start";
  ctx.textBaseline = "middle";
  if (named) label(drawing, name.length > 16 ? `${name.slice(0, 15)}…` : name, x + 10, y, 400);
}
