// The recipient picker over 100 000 people: a key until its results are
// painted, and "select all" until the total is.

import { fzf } from "./fzf.mjs";
import { connect } from "./programs.mjs";
import { chapter, line } from "./table.mjs";

const TYPED = ["chenjiaxin", "zhangwei", "cjx", "ouyang", "haizhuqu"];
const ROUNDS = 7;

const prefixes = (word) => Array.from(word, (_, at) => word.slice(0, at + 1));

async function keystrokes(page, view) {
  await page.getByRole("radio", { name: view, exact: true }).click();
  const field = page.getByLabel("搜索组织、单位、人员");
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const word of TYPED) {
      await field.fill("");
      await field.focus();
      for (const query of prefixes(word)) {
        const painted = page.evaluate((query) => {
          const said = () =>
            document.querySelector("section.picker [role=status]")?.textContent;
          const found = () => said()?.includes(`“${query}”`);
          return window.bench
            .painted(found)
            .then((at) => at - window.bench.pressed);
        }, query);
        await page.keyboard.press(query.at(-1));
        times.push(await painted);
      }
    }
  }
  await field.fill("");
  return times;
}

async function selectAll(page, view) {
  await page.getByRole("radio", { name: view, exact: true }).click();
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const painted = page.evaluate(() => {
      const total = () =>
        document.querySelector("section.total .figure")?.textContent;
      const before = total();
      return window.bench
        .painted(() => total() !== before)
        .then((at) => at - window.bench.pressed);
    });
    await page.getByRole("button", { name: "全选", exact: true }).click();
    times.push(await painted);
    await page.getByRole("button", { name: "全部清除" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "全部清除" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page
      .getByRole("button", { name: "全部清除", disabled: true })
      .waitFor();
  }
  return times;
}

/** The picker of a new draft, over a roster that is here. */
export async function openPicker({ city, bridge, browser }) {
  const connection = await connect(bridge, city);
  await bridge.refresh({ kind: "roster", connection });
  const { id: draft } = await bridge.call("new_draft", { connection });
  const page = await browser.open(
    `${bridge.url}/c/${connection}/tasks/new?draft=${draft}`,
  );
  await page.getByRole("treeitem").first().waitFor();
  const close = async () => {
    await page.close();
    await bridge.call("remove_connection", { connection });
  };
  return { page, close };
}

export async function picker(all) {
  chapter("the picker over 100 000 people");
  const { page, close } = await openPicker(all);
  const peer = await fzf(all.city, TYPED.flatMap(prefixes));
  for (const [view, name] of [
    ["人员", "a key to painted people (peer: fzf, search alone)"],
    ["组织", "a key to painted organisations"],
  ]) {
    line(name, await keystrokes(page, view), { peer, by: 0.95 });
  }
  for (const view of ["组织", "单位", "人员"]) {
    line(
      `select all (${view}) to the painted total`,
      await selectAll(page, view),
    );
  }
  await close();
}
