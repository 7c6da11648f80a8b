// One refresh of a response board of which little has changed, until what
// changed is painted: the figures, and the newest answer on top of the table.

import { now } from "./page.mjs";
import { connect } from "./programs.mjs";
import { chapter, line } from "./table.mjs";

const ROUNDS = 20;
const SIZES = [
  [1_000, 50],
  [10_000, 50],
  [10_000, 500],
];

async function refreshed({ city, bridge, page, target, rows }) {
  const { last, accepted } = await city.change(target.task, rows);
  const painted = page.evaluate(
    ([last, accepted]) => {
      // Digits stand in groups.
      const figure = () =>
        document
          .querySelector("[data-figure=accepted]")
          ?.textContent.replace(/[\s,]/g, "");
      const first = () =>
        document.querySelector("[role=row][aria-rowindex='2']")?.textContent;
      return window.bench.painted(
        () => figure()?.includes(accepted) && first()?.includes(last),
      );
    },
    [last, String(accepted)],
  );
  const asked = now();
  await bridge.refresh(target);
  return (await painted) - asked;
}

export async function board({ city, bridge, browser }) {
  chapter("one refresh of a response board to painted");
  const connection = await connect(bridge, city);
  const target = { kind: "responses", connection, task: city.task };
  const url = `${bridge.url}/c/${connection}/tasks/working/${city.task}/responses?status=all`;
  for (const [people, rows] of SIZES) {
    await city.make(city.task, people);
    await bridge.refresh(target);
    const page = await browser.open(url);
    await page.getByRole("rowheader").first().waitFor();
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await refreshed({ city, bridge, page, target, rows }));
    }
    await page.close();
    line(
      `${people} responses, ${rows} changed (peer: Value, plain SQLite)`,
      times,
      {
        peer: await city.boardOfPeer(city.task, rows),
      },
    );
  }
  await bridge.call("remove_connection", { connection });
}
