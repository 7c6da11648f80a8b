// What a commander waits for in the recipient picker of a city, in Chromium
// over the bridge: a key until its results are painted, "select all" until the
// total is painted, frames while scrolling. Prints times; asserts none.
//
// node tests/bench/picker.mjs [--bridge PROGRAM] [--server PROGRAM]
//
// Both programs are optimised builds; `cargo xtask bench` makes them and runs
// this. The UI is `ui/dist`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const { chromium } = createRequire(join(ROOT, "ui/package.json"))("playwright-core");

/** One frame at 60 Hz, ms. */
const FRAME = 1000 / 60;
const TYPED = ["陈嘉欣", "chenjiaxin", "zhangwei", "cjx", "ouyang", "haizhuqu"];
const ROUNDS = 7;
const SCROLLED_FRAMES = 600;

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? join(ROOT, "target/release", fallback) : process.argv[at + 1];
}

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
    child.once("exit", (code) => failed(new Error(`${program} ended with ${code}: ${said}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { url, stop };
}

async function ask(bridge, name, args) {
  const response = await fetch(`${bridge.url}/call/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  return response.json();
}

/** A draft of the city's office, whose roster is there. */
async function prepare(bridge, server) {
  const { id: connection } = await ask(bridge, "add_connection", {
    kind: "militia",
    name: "city",
    base_url: server.url,
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  });
  await ask(bridge, "sign_in", {
    connection,
    username: "superior",
    password: "muster-superior",
    allow_plain: true,
  });
  await ask(bridge, "refresh", { target: { kind: "roster", connection } });
  const { id: draft } = await ask(bridge, "new_draft", { connection });
  return { connection, draft };
}

function figures(name, times, peer) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const columns = [at(0.5), at(0.95), at(0.99)].map((ms) => ms.toFixed(1).padStart(9));
  const ratio = peer === undefined ? "-" : (at(0.95) / peer).toFixed(2);
  console.log(
    `  ${name.padEnd(50)}${String(times.length).padStart(6)}${columns.join("")}${ratio.padStart(9)}`,
  );
}

/** Inside the page: resolves once the next frame after `holds` became true was painted. */
function installed() {
  window.paintedAfter = (holds) =>
    new Promise((done) => {
      const look = () => {
        if (!holds()) return void requestAnimationFrame(look);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now());
        // Behind this frame's painting.
        requestAnimationFrame(() => channel.port2.postMessage(0));
      };
      look();
    });
  document.addEventListener("keydown", (event) => (window.pressedAt = event.timeStamp), true);
  document.addEventListener("pointerdown", (event) => (window.pressedAt = event.timeStamp), true);
}

async function keystrokes(page, view) {
  await page.getByRole("radio", { name: view, exact: true }).click();
  const field = page.getByLabel("搜索组织、单位、人员");
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const word of TYPED) {
      await field.fill("");
      await field.focus();
      for (let end = 1; end <= word.length; end++) {
        const painted = page.evaluate((query) => {
          const status = () => document.querySelector("section [role=status]")?.parentElement;
          const found = () => {
            const text = status()?.textContent ?? "";
            return text.includes(`“${query}”`);
          };
          return window.paintedAfter(found).then((at) => at - window.pressedAt);
        }, word.slice(0, end));
        await page.keyboard.press(word[end - 1]).catch(() => page.keyboard.insertText(word[end - 1]));
        const ms = await painted;
        // Chinese is inserted without a key: there is no press to count from.
        if (/[a-z]/.test(word[end - 1])) times.push(ms);
      }
    }
  }
  await field.fill("");
  return times;
}

async function selectAll(page) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const painted = page.evaluate(() => {
      const total = () => document.querySelector("section.total .figure")?.textContent ?? "";
      const before = total();
      return window
        .paintedAfter(() => total() !== before)
        .then((at) => at - window.pressedAt);
    });
    await page.getByRole("button", { name: "全选", exact: true }).click();
    times.push(await painted);
    await page.getByRole("button", { name: "全部清除" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "全部清除" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }
  return times;
}

async function scrolling(page) {
  await page.getByRole("radio", { name: "人员", exact: true }).click();
  await page.getByRole("treeitem").first().waitFor();
  return page.evaluate(async (frames) => {
    const tree = document.querySelector(".tree");
    const step = 90;
    const times = [];
    let last = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < frames; frame++) {
      tree.scrollTop += step;
      const now = await new Promise(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    return times;
  }, SCROLLED_FRAMES);
}

const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
const running = [];
try {
  const server = await start(option("--server", "muster-server"), [
    "--listen",
    "127.0.0.1:0",
    "--size",
    "city",
    "--speed",
    "0",
  ]);
  running.push(server);
  const bridge = await start(option("--bridge", "examples/bridge"), [
    "--listen",
    "127.0.0.1:0",
    "--data",
    folder,
    "--ui",
    join(ROOT, "ui/dist"),
  ]);
  running.push(bridge);
  const { connection, draft } = await prepare(bridge, server);
  const browser = await chromium.launch({
    executablePath: process.env.MUSTER_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  running.push({ stop: () => browser.close() });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await page.goto(`${bridge.url}/c/${connection}/tasks/new?draft=${draft}`);
  await page.getByRole("treeitem").first().waitFor();
  await page.evaluate(installed);

  console.log("milliseconds, in Chromium over the bridge; 100 000 people");
  console.log("the ratio is p95 to one frame at 60 Hz\n");
  console.log(
    `  ${"".padEnd(50)}${"times".padStart(6)}${["median", "p95", "p99", "ratio"].map((t) => t.padStart(9)).join("")}`,
  );
  figures("a key to painted results, people", await keystrokes(page, "人员"), FRAME);
  figures("a key to painted results, organisations", await keystrokes(page, "组织"), FRAME);
  figures("select all to the painted total", await selectAll(page), FRAME);
  figures("a frame while scrolling 100 000 rows", await scrolling(page), FRAME);
} finally {
  for (const one of running.reverse()) await one.stop();
  rmSync(folder, { recursive: true, force: true });
}
