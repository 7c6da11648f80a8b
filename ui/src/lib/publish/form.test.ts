import { expect, it, vi } from "vitest";

import type { DraftView, Problem, TaskFields } from "$lib/ipc/bindings";
import { CallError } from "$lib/ipc/error";

import { DraftForm } from "./form.svelte";
import { aDraft } from "./testing";

const missing = (field: Problem["field"]): Problem => ({ field, rule: "missing" });

function open(problems: Problem[] = [missing("title"), missing("wanted")]) {
  const kept: TaskFields[] = [];
  const save = vi.fn((fields: TaskFields): Promise<DraftView> => {
    kept.push(fields);
    return Promise.resolve(aDraft({ fields, problems: [missing("wanted")] }));
  });
  return { form: new DraftForm(aDraft({ problems }), save), kept, save };
}

it("keeps everything as typed", async () => {
  const { form, kept } = open();
  form.edit({ title: "  100% + 🌊 " });
  form.edit({ wanted: "六十" });
  expect(await form.saving.flush()).toBe(true);
  expect(kept).toHaveLength(1);
  expect(kept[0]).toMatchObject({ title: "  100% + 🌊 ", wanted: "六十" });
});

it("shows a problem once its field was left, and takes the new ones from the answer", async () => {
  const { form } = open();
  expect(form.shown).toEqual([]);
  await form.leave("title");
  expect(form.problem("title")).toEqual(missing("title"));
  expect(form.problem("wanted")).toBeUndefined();
  form.edit({ title: "防汛" });
  await form.saving.flush();
  expect(form.problem("title")).toBeUndefined();
});

it("shows every problem once going on is tried", () => {
  const { form } = open();
  form.refuse([missing("title"), missing("place")]);
  expect(form.shown.map((problem) => problem.field)).toEqual(["title", "place"]);
});

it("believes the picker about whether anybody is chosen", () => {
  const { form } = open([{ field: "recipients", rule: "nobody" }]);
  expect(form.problems).toHaveLength(1);
  form.chosen(3);
  expect(form.problems).toEqual([]);
  form.chosen(0);
  expect(form.problems).toEqual([{ field: "recipients", rule: "nobody" }]);
});

it("a draft read again does not overwrite what is being typed", () => {
  const { form } = open();
  form.edit({ title: "新的" });
  form.reread(aDraft({ problems: [missing("detail")] }));
  expect(form.fields.title).toBe("新的");
  expect(form.problems.map((problem) => problem.field)).toEqual(["title", "wanted"]);
});

it("says nothing of a text that could not be checked because it was not saved", async () => {
  const { form, save } = open();
  save.mockRejectedValueOnce(new CallError({ code: "storage" }));
  await form.leave("title");
  form.edit({ title: "防汛" });
  await form.saving.flush();
  expect(form.saving.state).toBe("failed");
  expect(form.problem("title")).toBeUndefined();
});
