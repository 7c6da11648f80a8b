import type { StudentCalls } from "$lib/clubs/students.svelte";

import type { ClubId, ConnectionId } from "./bindings";
import { call } from "./call";

/** Groups that an answer holds at most. */
const GROUPS = 200;

/** The people of a club, for whoever chooses some of them. */
export function studentCalls(connection: ConnectionId, club: ClubId): StudentCalls {
  const of = { connection, club };
  return {
    groups: async (by) => {
      const read = await call("list_club_groups", { ...of, by, offset: 0, limit: GROUPS });
      return read.value?.rows ?? [];
    },
    students: async (query, offset, limit) => {
      const read = await call("list_club_students", { of: { ...of, ...query }, offset, limit });
      return read.value ?? { offset, total: 0, rows: [] };
    },
    ids: async (query) => {
      const read = await call("list_club_student_ids", { ...of, ...query });
      return read.value ?? [];
    },
  };
}
