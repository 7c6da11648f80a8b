import { expect, it } from "vitest";

import { markedTitle } from "./title";

it("puts the mark before the title and leaves a real one as it is", () => {
  expect(markedTitle("test", " 防汛 ")).toBe("【测试】防汛");
  expect(markedTitle("drill", "防汛")).toBe("【演练】防汛");
  expect(markedTitle("real", "防汛 100% + 🌊")).toBe("防汛 100% + 🌊");
});
