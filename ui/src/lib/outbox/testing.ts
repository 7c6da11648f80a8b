import type { OutboxView } from "$lib/ipc/bindings";
import { NOW } from "$lib/tasks/testing";

/** An invented write that was just handed over. */
export function aWrite(over: Partial<OutboxView> = {}): OutboxView {
  return {
    id: "o1",
    connection: "c1",
    connection_name: "海珠人武部",
    elsewhere: null,
    draft: null,
    kind: "publish_task",
    title: "珠江防汛",
    people: null,
    state: "queued",
    created_at: NOW,
    changed_at: NOW,
    send_at: NOW,
    attempts: 0,
    problem: null,
    search: null,
    task: null,
    ...over,
  };
}
