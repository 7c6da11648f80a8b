import type { CheckInStatus, ResponseStatus } from "$lib/ipc/bindings";
import type { Mark, Tone } from "$lib/design";
import { t } from "$lib/i18n";

export interface Status {
  label: string;
  tone: Tone;
  mark?: Mark;
}

const foreign = (word: string): Status => ({
  label: word.trim() || t.tasks.status.other,
  tone: "neutral",
});

export function responseStatus(status: ResponseStatus): Status {
  switch (status) {
    case "accepted":
      return { label: t.tasks.status.accepted, tone: "accepted", mark: "dot" };
    case "refused":
      return { label: t.tasks.status.refused, tone: "refused", mark: "cross" };
    case "unread":
      return { label: t.tasks.status.unread, tone: "unread", mark: "ring" };
    default:
      return foreign(status.other);
  }
}

export function checkInStatus(status: CheckInStatus): Status {
  switch (status) {
    case "checked_in":
      return { label: t.tasks.status.arrived, tone: "arrived", mark: "tick" };
    case "absent":
      return { label: t.tasks.status.absent, tone: "unread", mark: "ring" };
    default:
      return foreign(status.other);
  }
}
