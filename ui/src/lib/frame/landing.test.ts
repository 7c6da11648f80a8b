import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { landing } from "./landing";

let end: () => void;
const one = (selector: string): HTMLElement =>
  document.querySelector<HTMLElement>(selector) as HTMLElement;

const PAGE =
  '<article><h1 tabindex="-1">盘点</h1><button id="act">确认</button><button id="other">完成</button></article><input id="elsewhere">';

beforeEach(() => {
  document.body.replaceChildren(document.createRange().createContextualFragment(PAGE));
  end = landing(one("article"));
});
afterEach(() => end());

it("lands_on_the_heading_when_what_had_the_focus_is_taken_away", async () => {
  one("#act").focus();
  one("#act").remove();
  await vi.waitFor(() => expect(document.activeElement).toBe(one("h1")));
});

it("waits_for_whoever_has_the_focus_meanwhile", async () => {
  one("#act").focus();
  one("#elsewhere").focus();
  one("#act").remove();
  await Promise.resolve();
  expect(document.activeElement).toBe(one("#elsewhere"));
  one("#elsewhere").blur();
  one("#other").textContent = "全部完成";
  await vi.waitFor(() => expect(document.activeElement).toBe(one("h1")));
});

it("leaves_alone_who_went_away_by_themselves", async () => {
  one("#act").focus();
  one("#act").blur();
  one("#other").remove();
  await new Promise((soon) => setTimeout(soon));
  expect(document.activeElement).toBe(document.body);
});
