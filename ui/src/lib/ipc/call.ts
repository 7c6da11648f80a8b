import type { Commands } from "./bindings";
import { transport } from "./transports";

export { CallError, toAppError } from "./error";

/** Calls a command of the core. Throws `CallError`, whose `app` says what happened. */
export async function call<Name extends keyof Commands>(
  name: Name,
  args: Commands[Name]["args"],
): Promise<Commands[Name]["result"]> {
  const answer = send(name, args);
  // Ended is ended, well or badly; whoever called hears which.
  const end: Promise<void> = answer.then(
    () => ended(end),
    () => ended(end),
  );
  underWay.add(end);
  return answer;
}

const underWay = new Set<Promise<void>>();

function ended(call: Promise<void>): void {
  underWay.delete(call);
}

async function send<Name extends keyof Commands>(
  name: Name,
  args: Commands[Name]["args"],
): Promise<Commands[Name]["result"]> {
  const to = await transport();
  return (await to.call(name, args)) as Commands[Name]["result"];
}

/** Waits until no call is under way, `most` milliseconds at the longest. */
export async function settled(most = 2_000): Promise<void> {
  const until = Date.now() + most;
  while (underWay.size > 0 && Date.now() < until) {
    await new Promise((later) => setTimeout(later, 10));
  }
}
