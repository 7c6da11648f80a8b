import { Clusters } from "./clusters";
import type { Answer, Question } from "./finder";

let clusters: Clusters | null = null;

function answer(question: Question): Answer {
  try {
    return found(question);
  } catch {
    // A cluster of people who were loaded before these.
    return { ask: question.ask, found: null };
  }
}

function found({ ask, what }: Question): Answer {
  if (what.kind === "load") {
    clusters = new Clusters(what.columns);
    return { ask, found: null };
  }
  if (!clusters) return { ask, found: null };
  if (what.kind === "spots") return { ask, found: clusters.spots(what.area, what.zoom) };
  if (what.kind === "opensAt") return { ask, found: clusters.opensAt(what.cluster) };
  return { ask, found: clusters.members(what.cluster, what.atMost) };
}

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  postMessage(answer(data));
});
