import { afterEach, expect, it } from "vitest";

import type { AppError, QuestRefusal } from "$lib/ipc/bindings";

import { LOCALES, setLocale } from "./catalogue.svelte";
import { errorText, refusalText } from "./errors";

/** One error of each code; a code that is missing here does not compile. */
const each: { [Code in AppError["code"]]: Extract<AppError, { code: Code }> } = {
  unreachable: { code: "unreachable" },
  timed_out: { code: "timed_out", sent: true },
  cut_off: { code: "cut_off" },
  not_signed_in: { code: "not_signed_in", connection: "c1" },
  no_enterprise: { code: "no_enterprise", connection: "c1" },
  wrong_password: { code: "wrong_password" },
  rejected: { code: "rejected", message: "人数不足" },
  quest_refused: { code: "quest_refused", refusal: "already_claimed", message: "奖励已领取" },
  password_needed: { code: "password_needed", connection: "c1" },
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
  const told = (["caller", "signature", "uniacid"] as const).map(
    (setting) => errorText({ code: "not_accepted", setting }).what,
  );
  expect(told[0]).toContain("caller");
  expect(new Set(told).size).toBe(told.length);
});

/** Each of the document's codes; one that is missing here does not compile. */
const codes: { [Code in Extract<QuestRefusal, string>]: number } = {
  no_such_quest: 1001,
  already_accepted: 1002,
  expired: 1003,
  level_too_low: 1004,
  prerequisite_missing: 1005,
  not_accepted: 1006,
  already_completed: 1007,
  not_enough_progress: 1008,
  ran_out: 1009,
  not_completed: 1010,
  already_claimed: 1011,
  unavailable: 1012,
  failed: 1013,
  partly_failed: 1014,
  bad_parameters: 1015,
  too_often: 1016,
  server_error: 1017,
};

it("every_code_of_a_questboard_reads_as_a_sentence_of_its_own", () => {
  const names = Object.keys(codes) as (keyof typeof codes)[];
  expect(names).toHaveLength(17);
  const said = new Set<string>();
  for (const locale of LOCALES) {
    setLocale(locale);
    for (const refusal of names) {
      const { what, todo } = refusalText(refusal);
      expect(todo.trim(), refusal).not.toBe("");
      said.add(what);
      expect(what, "a sentence, not a code").not.toMatch(/\d{4}/);
    }
    expect(refusalText({ other: 1099 }).what).toContain("1099");
  }
  expect(said.size).toBe(names.length * LOCALES.length);
});

it("a_questboards_own_words_are_shown_where_they_tell_more", () => {
  expect(refusalText("bad_parameters", "前置任务成环").what).toContain("前置任务成环");
  expect(refusalText({ other: 1099 }, "维护中").what).toContain("维护中");
  expect(refusalText("already_claimed", "奖励已领取").what).toBe("奖励已经领取过了");
});
