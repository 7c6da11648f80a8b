import type { ConnectionId, DraftId, MeetingId } from "$lib/ipc/bindings";
import { withPlace, type Place } from "$lib/tasks/paths";

const meetings = (connection: ConnectionId): string =>
  `/c/${encodeURIComponent(connection)}/meetings`;

export function listHref(connection: ConnectionId, place?: Place): string {
  return withPlace(meetings(connection), place);
}

export function meetingHref(connection: ConnectionId, meeting: MeetingId, place?: Place): string {
  return withPlace(`${meetings(connection)}/${encodeURIComponent(meeting)}`, place);
}

/** Where a meeting is written; a new one without a draft. */
export function newMeetingHref(connection: ConnectionId, draft?: DraftId): string {
  const query = draft === undefined ? "" : `?draft=${encodeURIComponent(draft)}`;
  return `${meetings(connection)}/new${query}`;
}

/** Where one that was published is changed. */
export const editMeetingHref = (connection: ConnectionId, meeting: MeetingId): string =>
  `${meetings(connection)}/${encodeURIComponent(meeting)}/edit`;

/** Those that the account itself is invited to. */
export function invitationsHref(connection: ConnectionId, place?: Place): string {
  return withPlace(`${meetings(connection)}/received`, place);
}

export function invitationHref(
  connection: ConnectionId,
  meeting: MeetingId,
  place?: Place,
): string {
  return withPlace(`${meetings(connection)}/received/${encodeURIComponent(meeting)}`, place);
}

/** Where one signs oneself in. */
export const selfSignInHref = (connection: ConnectionId): string =>
  `${meetings(connection)}/sign-in`;

/** The page for everybody in the room to see. */
export function projectorHref(connection: ConnectionId, meeting: MeetingId): string {
  return `/projector/${encodeURIComponent(connection)}/${encodeURIComponent(meeting)}`;
}
