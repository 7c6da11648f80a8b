// What a commander waits for over a city of 100 000, in Chromium over the
// bridge, until it is painted. Prints times; asserts none.
//
// node tests/bench/painted.mjs [--bridge PROGRAM] [--city PROGRAM] [CHAPTER ...]
//
// Both programs are optimised builds of the examples `bridge` and `city_bench`;
// `cargo xtask bench` makes them and runs this. The UI is `ui/dist`.

import { join } from "node:path";
import { parseArgs } from "node:util";

import { board } from "./board.mjs";
import { map } from "./map.mjs";
import { picker } from "./picker.mjs";
import { ROOT, startBridge, startChromium, startCity } from "./programs.mjs";
import { roster } from "./roster.mjs";
import { scrolling } from "./scrolling.mjs";
import { head } from "./table.mjs";

const CHAPTERS = { roster, picker, scrolling, board, map };

const program = (name) => ({
  type: "string",
  default: join(ROOT, "target/release/examples", name),
});
const { values, positionals } = parseArgs({
  options: { bridge: program("bridge"), city: program("city_bench") },
  allowPositionals: true,
});

const running = [];
async function run(starting) {
  const one = await starting;
  running.push(one);
  return one;
}
try {
  const all = {
    city: await run(startCity(values.city)),
    bridge: await run(startBridge(values.bridge)),
    browser: await run(startChromium({ paced: false })),
    paced: await run(startChromium({ paced: true })),
  };
  head();
  const names = positionals.length > 0 ? positionals : Object.keys(CHAPTERS);
  for (const name of names) await CHAPTERS[name](all);
} finally {
  for (const one of running.reverse()) await one.stop();
}
