import { expect, it } from "vitest";

import { isLetter, TypeAhead } from "./typeahead";

it("letters_within_a_pause_are_one_word", () => {
  const typing = new TypeAhead();
  expect(typing.take("c", 0)).toEqual({ typed: "c", onwards: true });
  expect(typing.take("j", 500)).toEqual({ typed: "cj", onwards: false });
  expect(typing.take("c", 1_400)).toEqual({ typed: "c", onwards: true });
});

it("only_keys_that_write_are_letters", () => {
  for (const key of ["c", "Z", "7", "陈"])
    expect(isLetter(new KeyboardEvent("keydown", { key }))).toBe(true);
  for (const key of ["/", "?", " ", "Enter", "*"])
    expect(isLetter(new KeyboardEvent("keydown", { key }))).toBe(false);
  expect(isLetter(new KeyboardEvent("keydown", { key: "c", ctrlKey: true }))).toBe(false);
});
