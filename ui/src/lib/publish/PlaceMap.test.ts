import { render, waitFor } from "@testing-library/svelte";
import { Map as Leaflet } from "leaflet";
import { expect, it, vi } from "vitest";

import type { Place, PointText } from "$lib/ipc/bindings";

import PlaceMap from "./PlaceMap.svelte";

const square: Place = { id: "p1", name: "新天地广场", at: { lat: 23.098, lng: 113.317 } };

it("a_reading_that_changes_no_place_leaves_the_map_where_it_was_moved_to", async () => {
  const describe = vi.fn(({ lat, lng }: { lat: number; lng: number }) => {
    const pair = `${lat}, ${lng}`;
    return Promise.resolve({ wgs84: pair, gcj02: pair, bd09: pair } as PointText);
  });
  const calls = { describe, parse: () => Promise.resolve(null) };
  // A map without a size never shows its pin: each new pin would take it there.
  const goes = vi.spyOn(Leaflet.prototype, "setView");
  const props = {
    desk: { calls, base: null },
    place: { kind: "saved", id: "p1" } as const,
    places: [square],
    crs: "gcj02" as const,
    onsaved: () => {},
    onpoint: () => {},
  };
  const { rerender } = render(PlaceMap, props);
  await waitFor(() => expect(goes).toHaveBeenCalled());
  await new Promise((rest) => setTimeout(rest, 50));
  const before = goes.mock.calls.length;
  await rerender({ places: [{ ...square }], place: { ...props.place } });
  await new Promise((rest) => setTimeout(rest, 50));
  expect(goes).toHaveBeenCalledTimes(before);
  await rerender({ places: [{ ...square, at: { lat: 23.2, lng: 113.4 } }] });
  await waitFor(() => expect(goes.mock.calls.length).toBeGreaterThan(before));
});
