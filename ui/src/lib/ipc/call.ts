import type { Commands } from "./bindings";
import { transport } from "./transports";

export { CallError, toAppError } from "./error";

/** Calls a command of the core. Throws `CallError`, whose `app` says what happened. */
export async function call<Name extends keyof Commands>(
  name: Name,
  args: Commands[Name]["args"],
): Promise<Commands[Name]["result"]> {
  const to = await transport();
  return (await to.call(name, args)) as Commands[Name]["result"];
}
