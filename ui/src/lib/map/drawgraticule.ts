import { linesBetween, spellLine, stepFor } from "./graticule";
import { toLat, toLng, toX, toY } from "./mercator";
import type { Drawing } from "./sheet";

/** Lines of latitude and longitude, with their degrees along the upper and the left edge. */
export function drawGraticule(drawing: Drawing): void {
  const { ctx, width, height, scale, left, top, palette } = drawing;
  const step = stepFor(scale / 360);
  const meridians = linesBetween(toLng(left / scale), toLng((left + width) / scale), step);
  const parallels = linesBetween(toLat((top + height) / scale), toLat(top / scale), step);
  // On the middle of a pixel, where a line of one px is sharp.
  const across = meridians.map((s) => ({ s, at: Math.round(toX(s / 3600) * scale - left) + 0.5 }));
  const down = parallels.map((s) => ({ s, at: Math.round(toY(s / 3600) * scale - top) + 0.5 }));

  ctx.beginPath();
  for (const { at } of across) {
    ctx.moveTo(at, 0);
    ctx.lineTo(at, height);
  }
  for (const { at } of down) {
    ctx.moveTo(0, at);
    ctx.lineTo(width, at);
  }
  ctx.strokeStyle = palette.line;
  ctx.lineWidth = 1;
  ctx.stroke();

  ctx.font = `11px ${getComputedStyle(ctx.canvas).fontFamily}`;
  ctx.fillStyle = palette["ink-3"];
  ctx.textBaseline = "top";
  for (const { s, at } of across) ctx.fillText(spellLine(s, step, "lng"), at + 4, 4);
  ctx.textBaseline = "bottom";
  // The corner belongs to the longitudes.
  for (const { s, at } of down) if (at > 36) ctx.fillText(spellLine(s, step, "lat"), 4, at - 2);
}
