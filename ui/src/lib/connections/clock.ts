import { formatDuration, t } from "$lib/i18n";

/** How far the server's clock is off ours: `服务器时钟快 12 小时`. */
export function clockText(skewMs: number): string {
  const span = formatDuration(Math.abs(skewMs));
  const words = t.connections.test;
  return skewMs > 0 ? words.clockAhead(span) : words.clockBehind(span);
}
