/** Invented values for tests of this folder. */
import { vi } from "vitest";

import type {
  DraftView,
  OutboxView,
  PickerEntry,
  PickerRow,
  PickerTotals,
  Read,
  Rehearsal,
  SavedView,
} from "$lib/ipc/bindings";
import { aWrite } from "$lib/outbox/testing";

import type { DeskCalls } from "./desk.svelte";

/** 2026-11-23 03:10 in Beijing. */
export const NOW = Date.UTC(2026, 10, 22, 19, 10);

export function aRead<T>(value: T | null, more: Partial<Read<T>> = {}): Read<T> {
  return {
    value,
    fetched_at: value === null ? null : NOW - 12_000,
    server_time: null,
    complete: value !== null,
    stale_after: null,
    problem: null,
    ...more,
  };
}

export function aDraft(more: Partial<DraftView> = {}): DraftView {
  return {
    id: "d1",
    connection: "c1",
    changed_at: NOW,
    fields: {
      mark: "drill",
      title: "珠江防汛 夜间巡堤",
      detail: "",
      wanted: "60",
      gather_at: "2026-11-23 14:00",
      finish_at: "2026-11-23 20:00",
      place: { kind: "unset" },
    },
    problems: [],
    ...more,
  };
}

export function aRow(more: Partial<PickerRow> = {}): PickerRow {
  return {
    key: "o1",
    kind: "org",
    name: "昌岗街应急排",
    matched: [],
    group: null,
    is_admin: false,
    level: 1,
    position: 1,
    set_size: 1,
    parent: null,
    expanded: null,
    state: "off",
    people: 86,
    excluded: false,
    elsewhere: 0,
    ...more,
  };
}

export function someTotals(more: Partial<PickerTotals> = {}): PickerTotals {
  return {
    people: 139,
    orgs: 2,
    people_through_orgs: 117,
    offices: 0,
    people_through_offices: 0,
    individuals: 24,
    revision: 1,
    chosen_twice: 2,
    excluded: 0,
    roster: 2340,
    unknown: 0,
    elsewhere: null,
    ...more,
  };
}

export function aRehearsal(more: Partial<Rehearsal> = {}): Rehearsal {
  return {
    task: {
      title: "【演练】珠江防汛 夜间巡堤",
      detail: "水位超警戒，夜间分三段巡堤。",
      mark: "drill",
      wanted: 60,
      gather_at: Date.UTC(2026, 10, 23, 6, 0),
      finish_at: Date.UTC(2026, 10, 23, 12, 0),
      place: "新天地广场",
      new_place: false,
    },
    totals: someTotals(),
    orgs: ["昌岗街应急排", "海珠区一排"],
    offices: [],
    soldiers: ["陈嘉树", "李沐阳"],
    cautions: [],
    demo: false,
    ...more,
  };
}

export const anEntry = (more: Partial<OutboxView> = {}): OutboxView =>
  aWrite({
    id: "e1",
    title: "【演练】珠江防汛 夜间巡堤",
    people: 139,
    created_at: NOW,
    changed_at: NOW,
    send_at: NOW + 10_000,
    ...more,
  });

/** A line of the people behind a total. */
export function anEntryOf(more: Partial<PickerEntry> = {}): PickerEntry {
  return {
    view: "people",
    key: "s:21",
    kind: "person",
    name: "陈嘉树",
    group: "昌岗街",
    people: 1,
    through: [
      { kind: "org", name: "昌岗街应急排" },
      { kind: "office", name: "昌岗街" },
    ],
    more: 0,
    ...more,
  };
}

export function aGroup(more: Partial<SavedView> = {}): SavedView {
  return {
    id: "g1",
    kind: "group",
    of: "call_out",
    name: "夜间值班",
    changed_at: NOW,
    title: null,
    orgs: 0,
    offices: 0,
    people: 0,
    excluded: 0,
    parts: 0,
    ...more,
  };
}

/** A core that keeps what it is given, has one row, and sends nothing. */
export function deskCalls() {
  return {
    save: vi.fn<DeskCalls["save"]>((fields) => Promise.resolve(aDraft({ fields }))),
    rows: vi.fn<DeskCalls["rows"]>((_view, _query, offset) =>
      Promise.resolve(aRead({ offset, total: 1, rows: [aRow()] })),
    ),
    toggle: vi.fn<DeskCalls["toggle"]>(() => Promise.resolve(someTotals())),
    expand: vi.fn<DeskCalls["expand"]>(() => Promise.resolve(1)),
    seek: vi.fn<DeskCalls["seek"]>(() => Promise.resolve(null)),
    people: vi.fn<DeskCalls["people"]>((_list, offset) =>
      Promise.resolve(aRead({ offset, total: 1, rows: [anEntryOf()] })),
    ),
    overlapping: vi.fn<DeskCalls["overlapping"]>(() => Promise.resolve([])),
    fetchPeople: vi.fn<DeskCalls["fetchPeople"]>(() => Promise.resolve()),
    saveAs: vi.fn<DeskCalls["saveAs"]>(() => Promise.resolve()),
    addSaved: vi.fn<DeskCalls["addSaved"]>(() => Promise.resolve(someTotals())),
    renameSaved: vi.fn<DeskCalls["renameSaved"]>(() => Promise.resolve()),
    deleteSaved: vi.fn<DeskCalls["deleteSaved"]>(() => Promise.resolve()),
    fromTemplate: vi.fn<DeskCalls["fromTemplate"]>(() => Promise.resolve()),
    toggleMatches: vi.fn<DeskCalls["toggleMatches"]>(() => Promise.resolve(someTotals())),
    rehearse: vi.fn<DeskCalls["rehearse"]>(() => Promise.resolve(aRehearsal())),
    publish: vi.fn<DeskCalls["publish"]>(() => Promise.resolve(anEntry())),
    takeBack: vi.fn<DeskCalls["takeBack"]>(() => Promise.resolve("d1")),
    sendNow: vi.fn<DeskCalls["sendNow"]>(() => Promise.resolve(anEntry({ state: "sending" }))),
  };
}
