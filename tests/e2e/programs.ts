import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The repository's root. */
export const ROOT = resolve(__dirname, "../..");

/** A program of ours that runs beside a test. */
export interface Program {
  /** `http://127.0.0.1:PORT` */
  url: string;
  stop: () => Promise<void>;
}

function built(name: string, variable: string): string {
  return process.env[variable] ?? join(ROOT, "target/debug", name);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Starts a program and waits until it says where it listens. */
async function start(
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Program> {
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let said = "";
  const url = await new Promise<string>((found, failed) => {
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address) found(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", failed);
    child.once("exit", (code) =>
      failed(new Error(`${program} ended with ${code}: ${said}`)),
    );
  });
  return { url, stop: () => stop(child) };
}

/**
 * The core behind HTTP, with the built UI. `data` keeps its stores from one
 * start to the next; `env` is what it finds in its environment beside ours.
 */
export function startBridge(
  data: string,
  options: string[] = [],
  env: Record<string, string> = {},
): Promise<Program> {
  return start(
    built("examples/bridge", "MUSTER_BRIDGE"),
    [
      "--listen",
      "127.0.0.1:0",
      "--data",
      data,
      "--ui",
      join(ROOT, "ui/dist"),
      ...options,
    ],
    env,
  );
}

/** A backend of its own, empty of other tests; `listen` is for one that comes back. */
export function startServer(
  options: string[] = [],
  listen = "127.0.0.1:0",
): Promise<Program> {
  return start(built("muster-server", "MUSTER_SERVER"), [
    "--listen",
    listen,
    ...options,
  ]);
}

/** A folder of its own for a core's stores, and its removal. */
export async function temporaryFolder(): Promise<{
  path: string;
  remove: () => Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), "muster-e2e-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
