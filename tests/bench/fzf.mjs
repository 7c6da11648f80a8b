// The peer of the search: `fzf --filter`, where it is installed.

import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { has } from "./programs.mjs";
import { note } from "./table.mjs";

/** What each query takes: a process that reads everybody from a file. */
export async function fzf(city, queries) {
  if (!has("fzf")) {
    note("fzf is not installed: no comparison");
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), "muster-fzf-"));
  const file = join(folder, "people.txt");
  writeFileSync(file, await city.people());
  const times = [];
  for (const query of queries) {
    const stdin = openSync(file);
    const start = performance.now();
    spawnSync("fzf", ["--filter", query], {
      stdio: [stdin, "pipe", "ignore"],
      maxBuffer: 1e9,
    });
    times.push(performance.now() - start);
    closeSync(stdin);
  }
  rmSync(folder, { recursive: true });
  return times;
}
