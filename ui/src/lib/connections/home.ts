import { missionsHref } from "$lib/clubs/paths";
import type { Connection } from "$lib/ipc/bindings";
import { listHref } from "$lib/tasks/paths";

/** Where a connection begins: what it is for. */
export function homeHref({ id, config }: Connection): string {
  return config.kind === "weclubs" ? missionsHref(id) : listHref(id, "working");
}
