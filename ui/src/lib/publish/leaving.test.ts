import { expect, it } from "vitest";

import { leave, left } from "./leaving";

/** Whether it has come to its end, as far as nothing else happens. */
async function over(work: Promise<unknown>): Promise<boolean> {
  let ended = false;
  void work.then(() => (ended = true));
  await new Promise((later) => setTimeout(later));
  return ended;
}

it("waits_for_the_draft_that_is_still_being_kept_and_for_no_other", async () => {
  let keep = (): void => {};
  leave("d1", new Promise<void>((kept) => (keep = kept)));
  const opening = left("d1");
  expect(await over(left("d2"))).toBe(true);
  expect(await over(opening)).toBe(false);
  keep();
  expect(await over(opening)).toBe(true);
  expect(await over(left("d1"))).toBe(true);
});

it("what_cannot_be_kept_keeps_nobody_out", async () => {
  leave("d1", Promise.reject(new Error("full")));
  expect(await over(left("d1"))).toBe(true);
});

it("left_twice_waits_for_the_second_time", async () => {
  let keep = (): void => {};
  leave("d1", Promise.resolve());
  leave("d1", new Promise<void>((kept) => (keep = kept)));
  await new Promise((later) => setTimeout(later));
  const opening = left("d1");
  expect(await over(opening)).toBe(false);
  keep();
  expect(await over(opening)).toBe(true);
});
