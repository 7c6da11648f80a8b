const two = (n: number): string => String(n).padStart(2, "0");

/** What is left until a moment, or has passed since: `1:12:08`, `08:31`. */
export function countdown(ms: number): { text: string; past: boolean } {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const clock = `${two(minutes)}:${two(seconds % 60)}`;
  return { text: hours > 0 ? `${hours}:${clock}` : clock, past: ms < 0 };
}
