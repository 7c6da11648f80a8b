import { expect, it, vi } from "vitest";

import { CallError } from "$lib/ipc/error";

import { Desk } from "./desk.svelte";
import { aDraft, aRead, aRow, deskCalls, someTotals } from "./testing";

const blank = aDraft({
  fields: {
    mark: "real",
    title: "",
    detail: "",
    wanted: "",
    gather_at: "",
    finish_at: "",
    place: { kind: "unset" },
  },
});

it("rehearses what was saved, never what was typed before", async () => {
  const calls = deskCalls();
  const desk = new Desk({ draft: aDraft(), picker: aRead(someTotals()) }, calls);
  desk.form.edit({ title: "改过的主题" });
  expect(await desk.review()).toBeNull();
  const [saved] = calls.save.mock.invocationCallOrder;
  const [rehearsed] = calls.rehearse.mock.invocationCallOrder;
  expect(saved).toBeLessThan(rehearsed ?? 0);
  expect(desk.publication.rehearsal).not.toBeNull();
});

it("does not rehearse a draft that could not be saved", async () => {
  const calls = deskCalls();
  calls.save.mockRejectedValue(new CallError({ code: "storage" }));
  const desk = new Desk({ draft: aDraft(), picker: aRead(someTotals()) }, calls);
  desk.form.edit({ title: "改过的主题" });
  await desk.review();
  expect(calls.rehearse).not.toHaveBeenCalled();
  expect(desk.form.saving.problem).toEqual({ code: "storage" });
});

it("answers the first thing in the way, and asks nobody to rehearse it", async () => {
  const calls = deskCalls();
  const draft = aDraft({ problems: [{ field: "wanted", rule: "missing" }] });
  const desk = new Desk({ draft, picker: aRead(someTotals({ people: 0 })) }, calls);
  expect(await desk.review()).toEqual({ field: "wanted", rule: "missing" });
  expect(desk.form.shown.map(({ field }) => field)).toEqual(["wanted", "recipients"]);
  expect(calls.rehearse).not.toHaveBeenCalled();
});

it("shows what only Rust could find, such as a time that has passed since", async () => {
  const calls = deskCalls();
  const problems = [{ field: "gather_at", rule: "in_the_past" } as const];
  calls.rehearse.mockRejectedValueOnce(new CallError({ code: "invalid", problems }));
  const desk = new Desk({ draft: aDraft(), picker: aRead(someTotals()) }, calls);
  expect(await desk.review()).toEqual(problems[0]);
  expect(desk.form.problem("gather_at")).toEqual(problems[0]);
});

it("knows a draft that nobody would miss", async () => {
  const nobody = aRead(someTotals({ people: 0, unknown: 0 }));
  const desk = new Desk({ draft: blank, picker: nobody }, deskCalls());
  expect(desk.empty).toBe(true);
  await desk.recipients.toggle(aRow(), true);
  expect(desk.empty).toBe(false);
  expect(new Desk({ draft: aDraft(), picker: nobody }, deskCalls()).empty).toBe(false);
  expect(new Desk({ draft: blank, picker: aRead(someTotals()) }, deskCalls()).empty).toBe(false);
});

it("follows the totals of each choice", async () => {
  const desk = new Desk({ draft: blank, picker: aRead(someTotals({ people: 0 })) }, deskCalls());
  const seen = vi.fn();
  seen(desk.totals?.people);
  await desk.recipients.toggle(aRow(), true);
  seen(desk.totals?.people);
  expect(seen.mock.calls).toEqual([[0], [139]]);
});

it("shows no total that a later one has overtaken", async () => {
  const calls = deskCalls();
  calls.toggle.mockResolvedValue(someTotals({ people: 9, revision: 5 }));
  const draft = aDraft();
  const desk = new Desk({ draft, picker: aRead(someTotals({ people: 3, revision: 3 })) }, calls);
  await desk.recipients.toggle(aRow(), true);
  desk.reread({ draft, picker: aRead(someTotals({ people: 4, revision: 4 })) });
  expect(desk.totals?.people).toBe(9);
  desk.reread({ draft, picker: aRead(someTotals({ people: 8, revision: 5 })) });
  expect(desk.totals?.people).toBe(8);
});
