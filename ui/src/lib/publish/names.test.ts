import { expect, it } from "vitest";

import { namesLine } from "./names";

it("names the first few and says how many there are in all", () => {
  expect(namesLine(["昌岗街应急排", "海珠区一排"], 2)).toBe("昌岗街应急排、海珠区一排");
  expect(namesLine(["昌岗街应急排"], 12)).toBe("昌岗街应急排 等 12 个");
  expect(namesLine(["陈嘉树", "李沐阳"], 24, true)).toBe("陈嘉树、李沐阳 等 24 人");
  expect(namesLine([], 3)).toBe("");
});
