import type { OutboxView, TaskLinks } from "$lib/ipc/bindings";
import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { latestFinish } from "$lib/tasks/finishing";

import type { LayoutLoad } from "./$types";

/** What this machine did about a task. */
interface Done {
  finish: OutboxView | null;
  links: TaskLinks | null;
}

/** Writes about one task, the newest first; the last ending is among them. */
const WRITES = 50;

export const load: LayoutLoad = async ({ params, depends }): Promise<Done> => {
  const { connection, task } = params;
  if (task === undefined) return { finish: null, links: null };
  depends(on("outbox"), on("drafts"));
  const of = { kind: "task", connection, task } as const;
  const [outbox, links] = await Promise.all([
    call("list_outbox", { offset: 0, limit: WRITES, of }).catch(() => null),
    call("get_task_links", { connection, task }).catch(() => null),
  ]);
  return { finish: latestFinish(outbox?.rows ?? [], connection, task), links };
};
