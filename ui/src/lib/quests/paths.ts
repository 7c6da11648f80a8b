import type { ConnectionId, DraftId, QuestId } from "$lib/ipc/bindings";

import { withBoard, type BoardPlace } from "./place";

const quests = (connection: ConnectionId): string => `/c/${encodeURIComponent(connection)}/quests`;

export function questsHref(connection: ConnectionId, place?: BoardPlace): string {
  return withBoard(quests(connection), place);
}

export function questHref(connection: ConnectionId, quest: QuestId, place?: BoardPlace): string {
  return withBoard(`${quests(connection)}/${encodeURIComponent(quest)}`, place);
}

/** Where a quest is written or changed; a new one without a draft. */
export function questDraftHref(connection: ConnectionId, draft?: DraftId): string {
  const query = draft === undefined ? "" : `?draft=${encodeURIComponent(draft)}`;
  return `${quests(connection)}/new${query}`;
}

/** Where a draft is begun that changes a quest. */
export function editQuestHref(connection: ConnectionId, quest: QuestId): string {
  return `${quests(connection)}/new?quest=${encodeURIComponent(quest)}`;
}

export function auditHref(connection: ConnectionId): string {
  return `${quests(connection)}/audit`;
}
