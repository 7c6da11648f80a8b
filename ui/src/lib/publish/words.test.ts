import { afterEach, expect, it } from "vitest";

import { setLocale } from "$lib/i18n";
import type { Problem } from "$lib/ipc/bindings";

import { problemText } from "./words";

afterEach(() => {
  setLocale("zh-CN");
});

const ALL: Problem[] = [
  { field: "title", rule: "missing" },
  { field: "title", rule: "too_long", length: 10_004, limit: 60 },
  { field: "detail", rule: "too_long", length: 501, limit: 500 },
  { field: "wanted", rule: "not_a_number" },
  { field: "wanted", rule: "too_few" },
  { field: "wanted", rule: "too_many" },
  { field: "gather_at", rule: "not_a_time" },
  { field: "gather_at", rule: "in_the_past" },
  { field: "finish_at", rule: "before_gathering" },
  { field: "place", rule: "missing" },
  { field: "place", rule: "unknown" },
  { field: "place_name", rule: "missing" },
  { field: "place_lat", rule: "out_of_range" },
  { field: "place_lng", rule: "out_of_range" },
  { field: "recipients", rule: "nobody" },
];

it("every_problem_has_its_own_sentence_in_both_languages", () => {
  for (const language of ["zh-CN", "en"] as const) {
    setLocale(language);
    const sentences = ALL.map(problemText);
    expect(new Set(sentences).size).toBe(ALL.length);
    expect(sentences.join("\n")).toMatchSnapshot(language);
  }
});
