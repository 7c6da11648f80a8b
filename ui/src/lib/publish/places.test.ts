import { expect, it } from "vitest";

import { meantPlace, placeOptions } from "./places";

const places = [
  { id: "1", name: "新天地广场", at: null },
  { id: "2", name: "江南新村", at: null },
  { id: "3", name: "新港 East Gate", at: null },
];
const names = (typed: string): string[] =>
  placeOptions(places, typed).map((one) =>
    one.kind === "saved" ? one.place.name : `+${one.name}`,
  );

it("shows every saved place at first, and a way to a new one", () => {
  expect(names("")).toEqual(["新天地广场", "江南新村", "新港 East Gate", "+"]);
});

it("narrows while typing, the names that begin with it first", () => {
  expect(names("新")).toEqual(["新天地广场", "新港 East Gate", "江南新村", "+新"]);
  expect(names(" east ")).toEqual(["新港 East Gate", "+east"]);
  expect(names("三号仓库")).toEqual(["+三号仓库"]);
});

it("a new place stays first where it was alone before", () => {
  const late = placeOptions(places, "", true);
  expect(late.map(({ kind }) => kind)).toEqual(["new", "saved", "saved", "saved"]);
});

it("a name that is left in the field means the saved place, or a new one", () => {
  expect(meantPlace(places, " 江南新村 ")).toEqual({ kind: "saved", place: places[1] });
  expect(meantPlace(places, "三号仓库")).toEqual({ kind: "new", name: "三号仓库" });
  expect(meantPlace(places, "  ")).toBeNull();
});
