import { invalidate } from "$app/navigation";

import type { AppError, ConnectionId, OutboxId } from "./bindings";
import { call, toAppError } from "./call";
import { on } from "./events";

/** Signs in again where one is; answers what is in the way, or null. */
export async function signInAgain(
  connection: ConnectionId,
  username: string,
  password: string,
  allow_plain: boolean,
): Promise<AppError | null> {
  try {
    await call("sign_in", { connection, username, password, allow_plain });
    return null;
  } catch (thrown) {
    return toAppError(thrown, "sign_in");
  }
}

/** The same for a write that waits for it: whoever signs in for it has no second thoughts. */
export async function signInFor(
  entry: OutboxId,
  ...account: Parameters<typeof signInAgain>
): Promise<AppError | null> {
  const problem = await signInAgain(...account);
  if (problem) return problem;
  // It may have left by itself, or was taken back elsewhere.
  await call("send_now", { entry }).catch(() => null);
  await invalidate(on("outbox"));
  return null;
}
