import { expect, it } from "vitest";

import { savedText } from "./saved";
import { aGroup } from "./testing";

it("says_what_is_in_it", () => {
  expect(savedText(aGroup({ orgs: 2, people: 3, excluded: 1 }))).toBe(
    "组织 2 个 · 个人 3 人 · 除外 1 人",
  );
  expect(savedText(aGroup({ kind: "template", title: "夜间集合" }))).toBe("夜间集合");
  expect(savedText(aGroup())).toBe("没有选人");
  const mission = aGroup({ kind: "template", of: "mission", title: "迎新布置" });
  expect(savedText({ ...mission, people: 12, parts: 2 })).toBe("迎新布置 · 2 项子任务 · 12 人");
});
