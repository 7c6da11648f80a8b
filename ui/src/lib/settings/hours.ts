const two = (n: number): string => String(n).padStart(2, "0");

/** `22:30`, of minutes after midnight. */
export const spellMinutes = (minutes: number): string =>
  `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** Minutes after midnight, of `22:30`. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** The half hours of a day to choose from, and the one that is chosen. */
export function clockTimes(chosen: number): { value: string; label: string }[] {
  const halves = Array.from({ length: 48 }, (_, i) => i * 30);
  return [...new Set([...halves, chosen])]
    .toSorted((a, b) => a - b)
    .map(spellMinutes)
    .map((time) => ({ value: time, label: time }));
}
