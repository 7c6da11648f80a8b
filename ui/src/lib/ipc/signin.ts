import type { AppError, ConnectionId } from "./bindings";
import { call, toAppError } from "./call";

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
