import { formatNumber, t } from "$lib/i18n";
import type { TileProblem } from "$lib/ipc/bindings";

/** Why a base map shows nothing, in words. */
export function tileProblemText(problem: TileProblem): string {
  const words = t.map.sources.problems;
  return problem.kind === "refused"
    ? words.refused(formatNumber(problem.status))
    : words[problem.kind];
}

const THIN = "\u202f";

/** `3.4 MB`: as a file is spoken of. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.ceil(bytes / 1000))}${THIN}kB`;
  return `${formatNumber(bytes / 1_000_000, bytes < 10_000_000 ? 1 : 0)}${THIN}MB`;
}
