import { expect, it } from "vitest";

import { throughText } from "./through";

it("names_everything_that_chose_somebody", () => {
  expect(
    throughText({
      through: [
        { kind: "org", name: "昌岗街应急排" },
        { kind: "office", name: "昌岗街" },
        { kind: "one_by_one" },
      ],
      more: 0,
    }),
  ).toBe("昌岗街应急排、昌岗街、单独选中");
});

it("says_how_many_more_there_are", () => {
  expect(throughText({ through: [{ kind: "task", title: " " }], more: 3 })).toBe(
    "（无标题） 等，另有 3 个",
  );
});
