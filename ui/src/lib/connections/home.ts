import { missionsHref } from "$lib/clubs/paths";
import type { Connection } from "$lib/ipc/bindings";
import { momentsHref } from "$lib/moments/paths";
import { questsHref } from "$lib/quests/paths";
import { listHref } from "$lib/tasks/paths";

/** Where a connection begins: what it is for. */
export function homeHref({ id, config }: Connection): string {
  switch (config.kind) {
    case "weclubs":
      return missionsHref(id);
    case "soptask":
      return momentsHref(id);
    case "questboard":
      return questsHref(id);
    default:
      return listHref(id, "working");
  }
}
