import type { OutboxView } from "$lib/ipc/bindings";
import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";

import type { PageLoad } from "./$types";

/** What I signed in to lately is among so many writes. */
const WRITES = 50;

export const load: PageLoad = async ({ params, depends }): Promise<{ entries: OutboxView[] }> => {
  depends(on("outbox"));
  const outbox = await call("list_outbox", { offset: 0, limit: WRITES }).catch(() => null);
  const mine = ({ kind, connection }: OutboxView): boolean =>
    kind === "sign_in_to_meeting" && connection === params.connection;
  return { entries: outbox?.rows.filter(mine) ?? [] };
};
