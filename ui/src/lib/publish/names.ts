import { formatNumber, t } from "$lib/i18n";

/** `A、B、C 等 5 个`: the first few names and how many there are in all; empty where there are none. */
export function namesLine(names: readonly string[], total: number, people = false): string {
  const words = t.publish.rehearsal;
  const line = names.join(t.common.comma);
  if (names.length === 0 || names.length >= total) return line;
  return (people ? words.peopleNames : words.names)(line, formatNumber(total));
}
