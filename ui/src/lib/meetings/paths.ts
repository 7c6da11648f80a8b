import type { ConnectionId, MeetingId, Read, Rows, Page } from "$lib/ipc/bindings";
import type { Place } from "$lib/tasks/paths";

/** Meetings on a page of the list. */
export const PAGE = 50;

const meetings = (connection: ConnectionId): string =>
  `/c/${encodeURIComponent(connection)}/meetings`;

function withPlace(path: string, { page, filter }: Place): string {
  const query = new URLSearchParams();
  if (filter) query.set("q", filter);
  if (page > 1) query.set("page", String(page));
  return query.size > 0 ? `${path}?${query}` : path;
}

export function listHref(connection: ConnectionId, place: Place = { page: 1, filter: "" }): string {
  return withPlace(meetings(connection), place);
}

export function meetingHref(
  connection: ConnectionId,
  meeting: MeetingId,
  place: Place = { page: 1, filter: "" },
): string {
  return withPlace(`${meetings(connection)}/${encodeURIComponent(meeting)}`, place);
}

/** Where one signs oneself in. */
export const selfSignInHref = (connection: ConnectionId): string =>
  `${meetings(connection)}/sign-in`;

/** The page for everybody in the room to see. */
export function projectorHref(connection: ConnectionId, meeting: MeetingId): string {
  return `/projector/${encodeURIComponent(connection)}/${encodeURIComponent(meeting)}`;
}

/** The rows of a window as the page that they are. */
export function pageOf<Row>(read: Read<Rows<Row>>, page: number): Read<Page<Row>> {
  const { value } = read;
  if (value === null) return { ...read, value };
  const total_pages = Math.max(1, Math.ceil(value.total / PAGE));
  return { ...read, value: { page, total_pages, total: value.total, rows: value.rows } };
}
