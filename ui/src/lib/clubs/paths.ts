import type { ConnectionId, DraftId, MissionId, Page, Read, Rows } from "$lib/ipc/bindings";
import { withPlace, type Place } from "$lib/tasks/paths";

const missions = (connection: ConnectionId): string =>
  `/c/${encodeURIComponent(connection)}/missions`;

export function missionsHref(connection: ConnectionId, place?: Place): string {
  return withPlace(missions(connection), place);
}

export function missionHref(connection: ConnectionId, mission: MissionId, place?: Place): string {
  return withPlace(`${missions(connection)}/${encodeURIComponent(mission)}`, place);
}

/** Those that clubs gave to the account itself. */
export function givenMissionsHref(connection: ConnectionId, place?: Place): string {
  return withPlace(`${missions(connection)}/received`, place);
}

export function givenMissionHref(
  connection: ConnectionId,
  mission: MissionId,
  place?: Place,
): string {
  return withPlace(`${missions(connection)}/received/${encodeURIComponent(mission)}`, place);
}

/** Where a mission is written; a new one without a draft. */
export function newMissionHref(connection: ConnectionId, draft?: DraftId): string {
  const query = draft === undefined ? "" : `?draft=${encodeURIComponent(draft)}`;
  return `${missions(connection)}/new${query}`;
}

/** Missions or meetings on a page of a list. */
export const PAGE = 50;

/** The window of a page. */
export const windowOf = ({ page }: Place): { offset: number; limit: number } => ({
  offset: (page - 1) * PAGE,
  limit: PAGE,
});

/** The rows of a window as the page that they are. */
export function pageOf<Row>(read: Read<Rows<Row>>, { page }: Place): Read<Page<Row>> {
  const { value } = read;
  if (value === null) return { ...read, value };
  const total_pages = Math.max(1, Math.ceil(value.total / PAGE));
  return { ...read, value: { page, total_pages, total: value.total, rows: value.rows } };
}
