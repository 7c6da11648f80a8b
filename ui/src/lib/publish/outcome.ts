import { errorText, formatNumber, t } from "$lib/i18n";
import type { OutboxView } from "$lib/ipc/bindings";
import { explainElsewhere, secondsLeft } from "$lib/outbox/state";

import type { Stage } from "./publication.svelte";

/** A stage in words: what it is, and what that means. */
export interface Outcome {
  title: string;
  text: string;
  tone: "neutral" | "accepted" | "refused" | "warning";
}

/** The words for what is sent: a call-out, or something of a club. */
export function sendingWords({ kind }: OutboxView): typeof t.publish.sending {
  if (kind === "publish_mission" || kind === "publish_meeting")
    return { ...t.publish.sending, ...t.clubs.sending };
  return t.publish.sending;
}

/** What the search for an uncertain publication has found so far. */
export function searchText(entry: OutboxView): string {
  const { elsewhere, search } = entry;
  const words = sendingWords(entry);
  if (elsewhere) return explainElsewhere(elsewhere);
  const found = search?.found ?? [];
  const [one] = found;
  if (found.length > 1) return words.searchedSeveral(formatNumber(found.length));
  if (one) return words.searchedOne(one.title);
  const readings = search?.readings ?? 0;
  return readings >= 2 ? words.searchedNone : words.searching(formatNumber(readings));
}

/** The words of every stage but the count-down, which has its own. */
export function outcomeOf(
  stage: Exclude<Stage, "countdown">,
  entry: OutboxView,
  now: number,
): Outcome {
  const words = sendingWords(entry);
  switch (stage) {
    case "waiting":
      return {
        title: words.waiting(formatNumber(secondsLeft(entry, now))),
        text: words.waitingText,
        tone: "warning",
      };
    case "held":
      return { title: words.held, text: words.heldText, tone: "warning" };
    case "sending":
      return { title: words.sending, text: words.sendingText, tone: "neutral" };
    case "confirmed":
      return {
        title: words.confirmed,
        text: entry.parts_missing
          ? t.outbox.explain.byHalf(formatNumber(entry.parts_missing))
          : words.confirmedText(formatNumber(entry.people ?? 0)),
        tone: "accepted",
      };
    case "rejected":
      return { title: words.rejected, text: words.rejectedText, tone: "refused" };
    case "unknown":
      return { title: words.unknown, text: unknownText(entry), tone: "warning" };
    case "taken_back":
      return takenBack(entry);
  }
}

/** What came instead of a clear answer. */
function unknownText(entry: OutboxView): string {
  const { problem } = entry;
  const words = sendingWords(entry);
  return problem ? words.unknownAfter(errorText(problem).what) : words.unknownText;
}

/** Who took it back: its author, the end of all attempts, or the verdict on an uncertain one. */
function takenBack(entry: OutboxView): Outcome {
  const { problem, search } = entry;
  const words = sendingWords(entry);
  if (search) return { title: words.settled, text: words.settledText, tone: "neutral" };
  if (!problem) return { title: words.takenBack, text: words.takenBackText, tone: "neutral" };
  return { title: words.gaveUp, text: words.gaveUpText(errorText(problem).what), tone: "warning" };
}
