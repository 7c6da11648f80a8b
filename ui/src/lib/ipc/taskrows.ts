import { toast } from "$lib/design";
import { errorText } from "$lib/i18n";
import type { GatherCalls } from "$lib/map/gather.svelte";
import { collectPeople } from "$lib/map/people/columns";
import { GROUPS } from "$lib/tasks/groups.svelte";
import type { ReadCheckIns, ReadGroups, ReadPeople, ReadResponses } from "$lib/tasks/queries";

import { checkInRows, responseRows, type Begun } from "./boardrows";
import { call, toAppError } from "./call";
import { mapCalls } from "./maps";
import type { OneTask } from "./taskacts";

const nobody = (offset: number): { offset: number; total: number; rows: never[] } => ({
  offset,
  total: 0,
  rows: [],
});

/** What the tables of a task ask for as they are scrolled. */
export interface TaskRows {
  responses: ReadResponses;
  checkIns: ReadCheckIns;
  groups: ReadGroups;
  people: ReadPeople;
}

/** `begun`: what was begun along with the figures. */
export function taskRows(
  of: OneTask,
  begun: () => {
    responseRows: Begun<"list_responses"> | null;
    checkInRows: Begun<"list_check_ins"> | null;
  },
): TaskRows {
  return {
    responses: async (query) => {
      const { value } = await responseRows.read({ ...of, ...query }, begun().responseRows);
      return value ?? nobody(query.offset);
    },
    checkIns: async (query) => {
      const { value } = await checkInRows.read({ ...of, ...query }, begun().checkInRows);
      return value ?? nobody(query.offset);
    },
    groups: async (offset) => {
      try {
        const { value } = await call("list_task_groups", { ...of, offset, limit: GROUPS });
        return value?.groups.rows ?? [];
      } catch (thrown) {
        toast.failed(errorText(toAppError(thrown, "list_task_groups")).what);
        return [];
      }
    },
    people: async (query) => {
      const { value } = await call("list_task_people", { ...of, ...query });
      return value ?? nobody(query.offset);
    },
  };
}

/** The calls of one task's map: it outlives every reading of it. */
export function gatherCalls(of: OneTask): GatherCalls {
  return {
    ...mapCalls,
    people: (crs) => collectPeople((after) => call("list_position_points", { ...of, crs, after })),
    positions: async (query) => {
      const { value } = await call("list_positions", { ...of, ...query });
      return value ?? nobody(query.offset);
    },
  };
}
