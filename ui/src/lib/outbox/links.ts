import { missionHref, newMissionHref } from "$lib/clubs/paths";
import type { OutboxView } from "$lib/ipc/bindings";
import { meetingHref, newMeetingHref } from "$lib/meetings/paths";
import { questDraftHref, questHref } from "$lib/quests/paths";
import { publishHref, taskHref } from "$lib/tasks/paths";

/** Where the draft of a write is opened again; null where it has none. */
export function draftHref({
  kind,
  connection,
  draft,
}: Pick<OutboxView, "kind" | "connection" | "draft">): string | null {
  if (draft === null) return null;
  switch (kind) {
    case "publish_mission":
      return newMissionHref(connection, draft);
    case "publish_meeting":
      return newMeetingHref(connection, draft);
    case "create_quest":
    case "update_quest":
      return questDraftHref(connection, draft);
    default:
      return publishHref(connection, draft);
  }
}

/** What an unknown write may have made, of those that were found. */
export function foundHref({ kind, connection }: OutboxView, id: string): string {
  switch (kind) {
    case "publish_mission":
      return missionHref(connection, id);
    case "publish_meeting":
      return meetingHref(connection, id);
    case "create_quest":
      return questHref(connection, id);
    default:
      return taskHref(connection, kind === "finish_task" ? "done" : "working", id);
  }
}

/** The task or quest that a write made or changed; null where there is none to open. */
export function effectHref(entry: OutboxView): string | null {
  if (entry.task !== null) return foundHref(entry, entry.task);
  if (entry.quest === undefined || entry.kind === "delete_quest") return null;
  return questHref(entry.connection, entry.quest);
}
