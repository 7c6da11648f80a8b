// Frames of the list of 100 000 people while it is scrolled. The peer is the
// same box with as many rows that hold nothing.

import { openPicker } from "./picker.mjs";
import { chapter, line, paced } from "./table.mjs";

const SCROLLED = 600;
/** Rows that a turn of the wheel goes on, px. */
const STEP = 90;

/** Frames of the list of everybody, scrolled on by the same step before each. */
async function scrollingPeople(page) {
  await page.getByRole("radio", { name: "人员", exact: true }).click();
  await page.locator(".tree [role=treeitem] .group").first().waitFor();
  return page.evaluate(
    ([frames, step]) => {
      const tree = document.querySelector(".tree");
      tree.scrollTop = 0;
      return window.bench.frames(frames, () => (tree.scrollTop += step));
    },
    [SCROLLED, STEP],
  );
}

/** The same box with as many rows that hold nothing, those in view put in place by hand. */
function scrollingNothing(page) {
  return page.evaluate(
    async ([frames, step]) => {
      const [height, rows] = [30, 100_000];
      const tree = document.querySelector(".tree");
      const box = document.createElement("div");
      box.style.cssText = `overflow: auto; height: ${tree.clientHeight}px`;
      const all = document.createElement("div");
      all.style.cssText = `position: relative; height: ${rows * height}px`;
      const seen = Array.from(
        { length: Math.ceil(tree.clientHeight / height) + 1 },
        () => {
          const row = document.createElement("div");
          row.style.cssText = `position: absolute; width: 100%; height: ${height}px`;
          return row;
        },
      );
      all.append(...seen);
      box.append(all);
      tree.before(box);
      tree.hidden = true;
      tree.style.display = "none";
      box.onscroll = () => {
        const first = Math.floor(box.scrollTop / height);
        seen.forEach(
          (row, at) => (row.style.top = `${(first + at) * height}px`),
        );
      };
      const times = await window.bench.frames(
        frames,
        () => (box.scrollTop += step),
      );
      box.remove();
      tree.hidden = false;
      tree.style.display = "";
      return times;
    },
    [SCROLLED, STEP],
  );
}

export async function scrolling({ city, bridge, browser, paced: screen }) {
  chapter("scrolling 100 000 people");
  for (const [one, name, shown] of [
    [browser, "a frame (peer: empty rows)", (times) => times],
    [screen, "the same on a screen of 60 Hz", paced],
  ]) {
    const { page, close } = await openPicker({ city, bridge, browser: one });
    const peer = shown(await scrollingNothing(page));
    line(name, shown(await scrollingPeople(page)), { peer, by: 0.99 });
    await close();
  }
}
