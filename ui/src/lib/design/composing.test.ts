import { expect, it } from "vitest";

import { isComposing } from "./composing";

const enter = (init: KeyboardEventInit): KeyboardEvent =>
  new KeyboardEvent("keydown", { key: "Enter", ...init });

it("a_plain_enter_is_not_composing", () => {
  expect(isComposing(enter({ keyCode: 13 }))).toBe(false);
});

it("an_enter_inside_a_composition_is_composing", () => {
  expect(isComposing(enter({ isComposing: true }))).toBe(true);
});

it("webkits_committing_enter_is_composing_though_it_denies_it", () => {
  expect(isComposing(enter({ isComposing: false, keyCode: 229 }))).toBe(true);
});
