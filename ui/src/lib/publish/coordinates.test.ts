import { describe, expect, it } from "vitest";

import { readPair } from "./coordinates";

describe("readPair", () => {
  it.each([
    ["23.1067, 113.3245"],
    ["23.1067,113.3245"],
    ["23.1067 113.3245"],
    ["23.1067，113.3245"],
    ["２３．１０６７，１１３．３２４５"],
    ["(23.1067, 113.3245)"],
    [" 北纬23.1067° 东经113.3245° "],
    ["23.1067°N, 113.3245°E"],
    ["113.3245, 23.1067"],
  ])("reads both coordinates out of %s", (text) => {
    expect(readPair(text)).toEqual({ lat: "23.1067", lng: "113.3245" });
  });

  it("keeps digits as they were typed", () => {
    expect(readPair("23.10670, +113.3")).toEqual({ lat: "23.10670", lng: "+113.3" });
    expect(readPair("-33.9, 18.4")).toEqual({ lat: "-33.9", lng: "18.4" });
  });

  it.each([[""], ["23.1067"], ["23,"], ["1, 2, 3"], ["新天地广场"], ["2026-11-23 14:00"]])(
    "leaves %j alone: it is not two coordinates",
    (text) => {
      expect(readPair(text)).toBeNull();
    },
  );
});
