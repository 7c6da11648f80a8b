// Both trees of the city: from the first byte to painted rows, and to the disk.

import { connect } from "./programs.mjs";
import { now } from "./page.mjs";
import { chapter, line } from "./table.mjs";

const ROUNDS = 7;

/** A new connection that has nothing; its picker waits for both trees. */
async function fetched({ city, bridge, browser }) {
  const connection = await connect(bridge, city);
  const { id: draft } = await bridge.call("new_draft", { connection });
  await city.hold();
  const page = await browser.open(
    `${bridge.url}/c/${connection}/tasks/new?draft=${draft}`,
  );
  await page.locator("section.picker").waitFor();
  const painted = page.evaluate(() =>
    window.bench.painted(() =>
      document.querySelector(".tree [role=treeitem] .name"),
    ),
  );
  const released = city.release().then(now);
  // Joins the fetch that the page has begun; it ends when all is on the disk.
  const stored = bridge.refresh({ kind: "roster", connection }).then(now);
  const times = {
    painted: (await painted) - (await released),
    stored: (await stored) - (await released),
  };
  await page.close();
  await bridge.call("remove_connection", { connection });
  return times;
}

export async function roster(all) {
  chapter("both trees of 100 000 people");
  const peer = await all.city.treesOfPeer();
  // The city hears everything once before anything is measured.
  await fetched(all);
  const times = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await fetched(all));
  line(
    "bytes to painted rows (peer: Value, plain SQLite)",
    times.map(({ painted }) => painted),
    { peer },
  );
  line(
    "bytes to stored and painted",
    times.map(({ painted, stored }) => Math.max(painted, stored)),
    { peer },
  );
}
