// The programs that take part, and how they are asked.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { prepare } from "./page.mjs";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const fromUi = createRequire(join(ROOT, "ui/package.json"));
const { chromium } = fromUi("playwright-core");

/** Starts a program and waits until it says where it listens. */
async function start(program, args) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const url = await new Promise((found, failed) => {
    const read = (chunk) => {
      said += chunk;
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
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { url, stop };
}

async function answer(name, response) {
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  const text = await response.text();
  return response.headers.get("content-type")?.includes("json")
    ? JSON.parse(text)
    : text;
}

/** The city of 100 000 (`city_bench serve`), and what the bench tells it. */
export async function startCity(program) {
  const { url, stop } = await start(program, ["serve"]);
  const ask = async (method, path) =>
    answer(path, await fetch(`${url}${path}`, { method }));
  const query = (task, people) => `task=${task}&people=${people}`;
  return {
    ...(await ask("GET", "/city")),
    stop,
    hold: () => ask("POST", "/hold"),
    release: () => ask("POST", "/release"),
    make: (task, people) => ask("POST", `/make?${query(task, people)}`),
    change: (task, rows) => ask("POST", `/change?${query(task, rows)}`),
    treesOfPeer: () => ask("GET", "/peer/trees"),
    boardOfPeer: (task, rows) => ask("GET", `/peer/board?${query(task, rows)}`),
    /** Everybody, with pinyin and initials, a line each. */
    people: () => ask("GET", "/people"),
  };
}

/** The core with the built UI, on an empty folder. */
export async function startBridge(program) {
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const { url, stop } = await start(program, [
    ...["--listen", "127.0.0.1:0"],
    ...["--data", folder],
    ...["--ui", join(ROOT, "ui/dist")],
  ]);
  const call = async (name, args) =>
    answer(
      name,
      await fetch(`${url}/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(args),
      }),
    );
  return {
    url,
    call,
    refresh: (target) => call("refresh", { target }),
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A signed-in connection of its own to the city. */
export async function connect(bridge, city) {
  const { id: connection } = await bridge.call("add_connection", {
    kind: "militia",
    name: "city",
    base_url: city.url,
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  });
  const { username, password } = city;
  await bridge.call("sign_in", {
    connection,
    username,
    password,
    allow_plain: true,
  });
  return connection;
}

/**
 * Chromium without a window. `paced` draws as a screen of 60 Hz has it; without
 * it no frame waits for the next, so that its time is what it took.
 */
export async function startChromium({ paced }) {
  const browser = await chromium.launch({
    executablePath: process.env.MUSTER_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      ...(paced ? [] : ["--disable-gpu-vsync", "--disable-frame-rate-limit"]),
    ],
  });
  const open = async (url) => {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      locale: "zh-CN",
      // Without a pace, what moves by itself would be drawn without an end.
      reducedMotion: paced ? "no-preference" : "reduce",
    });
    await page.addInitScript(prepare);
    await page.goto(url);
    return page;
  };
  return { open, stop: () => browser.close() };
}

/** Whether a program is installed. */
export function has(program) {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
