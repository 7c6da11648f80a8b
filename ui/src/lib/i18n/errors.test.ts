import { afterEach, expect, it } from "vitest";

import type { AppError } from "$lib/ipc/bindings";

import { LOCALES, setLocale } from "./catalogue.svelte";
import { errorText } from "./errors";

/** One error of each code; a code that is missing here does not compile. */
const each: { [Code in AppError["code"]]: Extract<AppError, { code: Code }> } = {
  unreachable: { code: "unreachable" },
  timed_out: { code: "timed_out", sent: true },
  cut_off: { code: "cut_off" },
  not_signed_in: { code: "not_signed_in", connection: "c1" },
  wrong_password: { code: "wrong_password" },
  rejected: { code: "rejected", message: "人数不足" },
  broken_answer: { code: "broken_answer", path: "data[3].task_id" },
  wrong_server: { code: "wrong_server" },
  not_accepted: { code: "not_accepted", setting: "signature" },
  too_large: { code: "too_large", cap_mib: 8 },
  draft_too_large: { code: "draft_too_large", kib: 240, limit_kib: 200 },
  bad_address: { code: "bad_address" },
  not_encrypted: { code: "not_encrypted" },
  invalid: { code: "invalid", problems: [{ field: "title", rule: "missing" }] },
  not_found: { code: "not_found" },
  not_permitted: { code: "not_permitted" },
  read_only_window: { code: "read_only_window" },
  too_late: { code: "too_late" },
  nothing_cached: { code: "nothing_cached" },
  locked: { code: "locked" },
  wrong_passphrase: { code: "wrong_passphrase" },
  try_later: { code: "try_later", at: 0 },
  storage: { code: "storage" },
  not_written: { code: "not_written", full: true },
  no_program: { code: "no_program" },
  internal: { code: "internal", id: "7f3a" },
};

afterEach(() => {
  setLocale("zh-CN");
});

it("every_code_says_what_happened_what_was_kept_and_what_to_do_in_every_language", () => {
  const firsts = new Set<string>();
  for (const locale of LOCALES) {
    setLocale(locale);
    for (const error of Object.values(each)) {
      const { what, kept, todo } = errorText(error);
      for (const sentence of [what, kept, todo]) expect(sentence.trim(), error.code).not.toBe("");
      firsts.add(what);
    }
  }
  // No two codes, and no two languages, share a sentence... except the fallbacks none of these take.
  expect(firsts.size).toBe(Object.keys(each).length * LOCALES.length);
});

it("details_reach_the_words", () => {
  expect(errorText(each.rejected).what).toContain("人数不足");
  expect(errorText(each.broken_answer).what).toContain("data[3].task_id");
  expect(errorText(each.too_large).what).toContain("8");
  expect(errorText(each.draft_too_large).what).toContain("200");
  expect(errorText(each.internal).what).toContain("7f3a");
});

it("a_timeout_says_whether_the_request_may_have_arrived", () => {
  expect(errorText({ code: "timed_out", sent: true }).kept).toContain("可能已经到达");
  expect(errorText({ code: "timed_out", sent: false }).kept).toContain("没有发出");
});

it("a_refusal_without_words_still_reads", () => {
  expect(errorText({ code: "rejected", message: " " }).what).toBe("服务器拒绝了，没有说明原因");
});

it("a_setting_that_is_not_accepted_is_named", () => {
  const caller = errorText({ code: "not_accepted", setting: "caller" });
  const signature = errorText({ code: "not_accepted", setting: "signature" });
  expect(caller.what).toContain("caller");
  expect(caller).not.toEqual(signature);
});
