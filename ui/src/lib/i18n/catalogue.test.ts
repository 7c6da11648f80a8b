import { describe, expect, it } from "vitest";

import { en } from "./en";
import { zhCN } from "./zh-CN";

/** Every text of a catalogue with its path; functions are called with one argument of each kind. */
function texts(
  node: unknown,
  path: string,
  arg = (i: number): string => String(i + 1),
): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node === "function") {
    const args = Array.from({ length: node.length }, (_, i) => arg(i));
    return [[path, String(Reflect.apply(node, null, args))]];
  }
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => texts(value, `${path}.${key}`, arg));
}

describe("catalogues", () => {
  it("no_text_is_empty_in_any_language", () => {
    for (const [path, text] of [...texts(zhCN, "zh"), ...texts(en, "en")]) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).not.toContain("undefined");
    }
  });

  it("both_have_the_same_keys", () => {
    const keys = (catalogue: unknown): string[] => texts(catalogue, "").map(([path]) => path);
    expect(keys(en)).toEqual(keys(zhCN));
  });

  it("one_of_a_thing_is_not_many_in_english", () => {
    const one = texts(en, "en", () => "1");
    const many = /\b1 (?:more )?(?!is|was|has|this|its)(?:people|have|are|were|\w+[^\Ws]s)\b/;
    // Said of more than one alone.
    const never = /several|copyTooMany|paper\.cut|too(Long|Short)|titleTooLong|outOfRange/i;
    expect(one.filter(([path, text]) => many.test(text) && !never.test(path))).toEqual([]);
  });

  it("the_chinese_one_quotes_in_one_way", () => {
    expect(texts(zhCN, "zh").filter(([, text]) => /[「」]/.test(text))).toEqual([]);
  });

  it("the_english_one_holds_no_chinese", () => {
    // The names of languages are written in themselves.
    const han = texts(en, "en").filter(
      ([path, text]) => /\p{Script=Han}/u.test(text) && !path.includes("languages"),
    );
    expect(han).toEqual([]);
  });
});
