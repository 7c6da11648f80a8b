import type { PersonOnMap } from "$lib/ipc/bindings";

import { MARK, standingOf, type Standing } from "./standing";

/** Within this of the place one is there, metres: as the core counts. */
const THERE_M = 50;

/** What somebody in the table is, at `now`: the same as their mark on the map. */
export function standingOfPerson(person: PersonOnMap, now: number): Standing {
  const marks =
    (person.checked_in ? MARK.checkedIn : 0) |
    (person.metres !== null && person.metres <= THERE_M ? MARK.there : 0) |
    (person.arrives_at !== null ? MARK.coming : 0);
  return standingOf(marks, (now - person.seen_at) / 1000);
}
