import { formatNumber } from "$lib/i18n";

import type { Palette } from "../palette";
import type { Drawing } from "../sheet";
import { arcsOf, LOOKS, personAt, type Look, type Mark } from "./marks";

const TURN = 2 * Math.PI;

/** One person's mark, its middle at the origin. */
export function drawSign(
  ctx: CanvasRenderingContext2D,
  { tone, filled, sign }: Look,
  radius: number,
  palette: Palette,
): void {
  ctx.beginPath();
  ctx.arc(0, 0, radius - 1, 0, TURN);
  ctx.fillStyle = filled ? palette[tone] : palette.surface;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = filled ? palette.surface : palette[tone];
  ctx.stroke();
  if (sign === "dot") {
    ctx.beginPath();
    ctx.arc(0, 0, radius * 0.35, 0, TURN);
    ctx.fillStyle = filled ? palette["on-accent"] : palette[tone];
    ctx.fill();
  } else if (sign === "tick") {
    ctx.beginPath();
    ctx.moveTo(-radius * 0.42, radius * 0.02);
    ctx.lineTo(-radius * 0.1, radius * 0.34);
    ctx.lineTo(radius * 0.44, -radius * 0.32);
    ctx.strokeStyle = palette["on-accent"];
    ctx.lineWidth = 1.8;
    ctx.stroke();
  }
}

function drawCluster(ctx: CanvasRenderingContext2D, mark: Mark, palette: Palette): void {
  const { spot, radius } = mark;
  if (spot.kind !== "cluster") return;
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, TURN);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette["line-strong"];
  ctx.stroke();
  ctx.lineWidth = 3.5;
  for (const { standing, from, to } of arcsOf(spot.counts)) {
    ctx.beginPath();
    ctx.arc(0, 0, radius - 2.5, (from - 0.25) * TURN, (to - 0.25) * TURN);
    ctx.strokeStyle = standing === "quiet" ? palette["line-strong"] : palette[LOOKS[standing].tone];
    ctx.stroke();
  }
  ctx.fillStyle = palette.ink;
  ctx.fillText(formatNumber(spot.people), 0, 0.5);
}

/** All marks; `chosen` is the place in the columns of the person whose card is open. */
export function drawPeople(
  marks: readonly Mark[],
  drawing: Drawing,
  laterS: number,
  chosen: number | null,
): void {
  const { ctx, scale, left, top, width, height, palette } = drawing;
  ctx.font = `600 12px ${getComputedStyle(ctx.canvas).fontFamily}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const mark of marks) {
    const [x, y] = [mark.x * scale - left, mark.y * scale - top];
    const { spot, radius } = mark;
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue;
    ctx.save();
    ctx.translate(x, y);
    if (spot.kind === "cluster") drawCluster(ctx, mark, palette);
    else {
      const { standing, strength } = personAt(spot, laterS);
      if (spot.index === chosen) {
        ctx.beginPath();
        ctx.arc(0, 0, radius + 5, 0, TURN);
        ctx.strokeStyle = palette.accent;
        ctx.lineWidth = 2;
        ctx.stroke();
      }
      ctx.globalAlpha = strength;
      drawSign(ctx, LOOKS[standing], radius, palette);
    }
    ctx.restore();
  }
}
