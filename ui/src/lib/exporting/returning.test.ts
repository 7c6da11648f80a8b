import { beforeEach, expect, it, vi } from "vitest";

import { comesBack, leaveForPaper, use } from "./returning";

function at(href: string): void {
  vi.stubGlobal("location", { href });
}

beforeEach(() => {
  at("http://m/elsewhere");
  comesBack("table");
  return () => vi.unstubAllGlobals();
});

it("the_menu_that_led_to_paper_is_come_back_to_once", () => {
  at("http://m/c/c1/missions/26");
  use("table");
  leaveForPaper();
  expect(comesBack("list")).toBe(false);
  expect(comesBack("table")).toBe(true);
  expect(comesBack("table")).toBe(false);
});

it("what_was_taken_as_a_file_leads_nowhere_back", () => {
  at("http://m/c/c1/missions/26");
  use("table");
  expect(comesBack("table")).toBe(false);
});

it("who_went_elsewhere_does_not_come_back", () => {
  at("http://m/c/c1/missions/26");
  use("table");
  leaveForPaper();
  at("http://m/outbox");
  expect(comesBack("table")).toBe(false);
  at("http://m/c/c1/missions/26");
  expect(comesBack("table")).toBe(false);
});
