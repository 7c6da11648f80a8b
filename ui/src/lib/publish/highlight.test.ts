import { expect, it } from "vitest";

import { pieces } from "./highlight";

const spelled = (name: string, matched: [number, number][]): string =>
  pieces(name, matched)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join("");

it("marks what matched, in UTF-16 units", () => {
  expect(spelled("昌岗街应急排", [[0, 2]])).toBe("[昌岗]街应急排");
  expect(spelled("🌊昌岗", [[2, 3]])).toBe("🌊[昌]岗");
  expect(
    spelled("陈嘉树", [
      [0, 1],
      [2, 3],
    ]),
  ).toBe("[陈]嘉[树]");
  expect(spelled("江南中街", [])).toBe("江南中街");
});

it("never loses or repeats a character, whatever the ranges are", () => {
  const odd: [number, number][] = [
    [1, 3],
    [2, 4],
    [3, 3],
    [3, 99],
  ];
  expect(
    pieces("江南中街", odd)
      .map((piece) => piece.text)
      .join(""),
  ).toBe("江南中街");
  expect(pieces("", [[0, 1]])).toEqual([]);
});
