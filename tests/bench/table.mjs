// The table that is printed: a line for each figure. Nothing is judged.

const WIDTHS = [7, 9, 9, 9, 9, 9];

function row(name, cells) {
  const figures = cells.map((cell, index) => cell.padStart(WIDTHS[index]));
  console.log(`  ${name.padEnd(58)}${figures.join("")}`);
}

export function head() {
  console.log("milliseconds in Chromium over the bridge, on loopback");
  console.log("the ratio is ours to the peer's, each as its bar counts it\n");
  row("", ["times", "median", "p95", "p99", "peer", "ratio"]);
}

export function chapter(name) {
  console.log(`\n${name}`);
}

export function note(text) {
  console.log(`    ${text}`);
}

/** The share of the times that are no longer. */
function at(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/**
 * @param {{ peer?: number[], by?: number }} beside the peer's times, and the
 * share by which both are compared: the median unless said
 */
export function line(name, times, { peer = [], by = 0.5 } = {}) {
  const figure = (ms) => (ms === undefined ? "-" : ms.toFixed(1));
  const theirs = at(peer, by);
  const ratio = theirs > 0 ? (at(times, by) / theirs).toFixed(2) : "-";
  const shares = [0.5, 0.95, 0.99].map((share) => figure(at(times, share)));
  row(name, [String(times.length), ...shares, figure(theirs), ratio]);
}

/** Frames of a screen of 60 Hz: each stays for a whole number of its pictures. */
export function paced(times) {
  const picture = 1000 / 60;
  return times.map((ms) => Math.max(1, Math.round(ms / picture)) * picture);
}
