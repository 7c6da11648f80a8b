import { expect, it, vi } from "vitest";

import type { OutboxView } from "$lib/ipc/bindings";
import { CallError } from "$lib/ipc/error";
import { secondsLeft } from "$lib/outbox/state";

import { Publication, stageOf, type PublicationCalls } from "./publication.svelte";
import { anEntry, aRehearsal, NOW } from "./testing";

function open(entry: OutboxView | null = null) {
  const calls = {
    rehearse: vi.fn<PublicationCalls["rehearse"]>(() => Promise.resolve(aRehearsal())),
    publish: vi.fn<PublicationCalls["publish"]>(() => Promise.resolve(anEntry())),
    takeBack: vi.fn<PublicationCalls["takeBack"]>(() => Promise.resolve("d1")),
    sendNow: vi.fn<PublicationCalls["sendNow"]>(() =>
      Promise.resolve(anEntry({ state: "sending" })),
    ),
  };
  return { calls, publication: new Publication(entry, calls) };
}

it("rehearses, sends and closes the rehearsal", async () => {
  const { publication } = open();
  expect(await publication.rehearse()).toEqual([]);
  expect(publication.rehearsal).not.toBeNull();
  await publication.publish();
  expect(publication.entry?.state).toBe("queued");
  expect(publication.rehearsal).toBeNull();
});

it("a second press sends nothing a second time", async () => {
  const { publication, calls } = open();
  await Promise.all([publication.publish(), publication.publish(), publication.publish()]);
  expect(calls.publish).toHaveBeenCalledOnce();
});

it("a sheet cannot be closed while its call-out is handed over", async () => {
  const { publication, calls } = open();
  await publication.rehearse();
  let answer: (entry: OutboxView) => void = () => {};
  calls.publish.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const sent = publication.publish();
  publication.cancel();
  expect(publication.rehearsal).not.toBeNull();
  answer(anEntry());
  await sent;
  expect(publication.rehearsal).toBeNull();
});

it("what Rust finds in the way is answered, not shown as a failure", async () => {
  const { publication, calls } = open();
  const problems = [{ field: "gather_at", rule: "in_the_past" } as const];
  calls.rehearse.mockRejectedValueOnce(new CallError({ code: "invalid", problems }));
  expect(await publication.rehearse()).toEqual(problems);
  expect(publication.problem).toBeNull();
  expect(publication.rehearsal).toBeNull();
});

it("takes back once, and says so when it is too late", async () => {
  const { publication, calls } = open(anEntry());
  calls.takeBack.mockRejectedValueOnce(new CallError({ code: "too_late" }));
  expect(await publication.takeBack()).toBe(false);
  expect(publication.problem).toEqual({ code: "too_late" });
  expect(publication.entry).not.toBeNull();
  expect(await publication.takeBack()).toBe(true);
  expect(publication.entry).toBeNull();
});

it("keeps the rehearsal open when handing it over fails", async () => {
  const { publication, calls } = open();
  await publication.rehearse();
  calls.publish.mockRejectedValueOnce(new CallError({ code: "storage" }));
  await publication.publish();
  expect(publication.entry).toBeNull();
  expect(publication.rehearsal).not.toBeNull();
  expect(publication.problem).toEqual({ code: "storage" });
});

it("follows its own entry and no other", () => {
  const { publication } = open(anEntry());
  publication.reread(anEntry({ id: "e2", state: "confirmed" }));
  expect(publication.entry?.state).toBe("queued");
  publication.reread(anEntry({ state: "unknown" }));
  expect(publication.entry?.state).toBe("unknown");
});

it("an older answer never stands over what was read since", async () => {
  const { publication, calls } = open(anEntry());
  let answer: (entry: OutboxView) => void = () => {};
  calls.sendNow.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const sent = publication.sendNow();
  publication.reread(anEntry({ state: "confirmed", changed_at: NOW + 90 }));
  answer(anEntry({ state: "sending", changed_at: NOW + 20 }));
  await sent;
  expect(publication.entry?.state).toBe("confirmed");
  publication.reread(anEntry({ state: "sending", changed_at: NOW + 20 }));
  expect(publication.entry?.state).toBe("confirmed");
  publication.reread(anEntry({ state: "unknown", changed_at: NOW + 95 }));
  expect(publication.entry?.state).toBe("unknown");
});

it("tells the seconds to take it back from a server that is away", () => {
  expect(stageOf(anEntry())).toBe("countdown");
  expect(stageOf(anEntry({ problem: { code: "unreachable" } }))).toBe("waiting");
  expect(stageOf(anEntry({ problem: { code: "not_signed_in", connection: "c1" } }))).toBe("held");
  expect(stageOf(anEntry({ state: "unknown", problem: { code: "cut_off" } }))).toBe("unknown");
  expect(secondsLeft(anEntry(), NOW)).toBe(10);
  expect(secondsLeft(anEntry(), NOW + 9_001)).toBe(1);
  expect(secondsLeft(anEntry(), NOW + 60_000)).toBe(0);
});
