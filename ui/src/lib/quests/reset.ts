import type { Quest, QuestType, ResetType } from "$lib/ipc/bindings";

/** The resets that an admin can ask for. */
export const RESETS = ["daily", "weekly", "monthly"] as const;
type Reset = (typeof RESETS)[number];

type Resetting = Pick<Quest, "kind" | "reset">;

/** What the board shows when a reset is asked for. */
interface Shown {
  /** Those selected. */
  chosen: readonly Resetting[];
  /** The quest that is open. */
  opened: Resetting | null;
  /** The type that the board is filtered by. */
  kind: QuestType | null;
  /** Those that a filter left; none without one. */
  rows: readonly Resetting[];
}

const known = (word: ResetType | QuestType | null): Reset | null =>
  RESETS.find((one) => one === word) ?? null;

/** Servers that do not tell how a quest resets tell its type. */
const resetOf = ({ kind, reset }: Resetting): Reset | null => known(reset ?? kind);

/** The reset that most of them have; of equals, the shortest. */
function commonest(quests: readonly Resetting[]): Reset | null {
  const resets = quests.map(resetOf);
  const count = (one: Reset): number => resets.filter((reset) => reset === one).length;
  const [first] = RESETS.toSorted((a, b) => count(b) - count(a));
  return first !== undefined && count(first) > 0 ? first : null;
}

/** The reset that fits what somebody has before them. */
export function proposedReset({ chosen, opened, kind, rows }: Shown): Reset {
  return (
    commonest(chosen) ?? (opened && resetOf(opened)) ?? known(kind) ?? commonest(rows) ?? "daily"
  );
}
