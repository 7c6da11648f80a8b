import type { Place } from "$lib/ipc/bindings";

/** What may be chosen in the field of places. */
export type PlaceOption = { kind: "saved"; place: Place } | { kind: "new"; name: string };

/** Options shown at most: a longer list is narrowed by typing. */
const SHOWN = 50;

const bare = (text: string): string => text.trim().toLowerCase();

/**
 * Saved places whose name holds what was typed, the ones that begin with it
 * first. The way to a new one comes last; or first, for a list that was opened
 * before the saved places were read: what comes late must not move it.
 */
export function placeOptions(
  places: readonly Place[],
  typed: string,
  newFirst = false,
): PlaceOption[] {
  const query = bare(typed);
  const found = places.filter((place) => bare(place.name).includes(query));
  const begins = (place: Place): number => (bare(place.name).startsWith(query) ? 0 : 1);
  const saved = found
    .toSorted((a, b) => begins(a) - begins(b))
    .slice(0, SHOWN)
    .map((place): PlaceOption => ({ kind: "saved", place }));
  const fresh: PlaceOption = { kind: "new", name: typed.trim() };
  return newFirst ? [fresh, ...saved] : [...saved, fresh];
}

/** What a text means that was typed and left: the place of that name, or a new one. */
export function meantPlace(places: readonly Place[], typed: string): PlaceOption | null {
  const query = bare(typed);
  if (query === "") return null;
  const place = places.find((one) => bare(one.name) === query);
  return place ? { kind: "saved", place } : { kind: "new", name: typed.trim() };
}
