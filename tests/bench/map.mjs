// 100 000 positions on the map: frames while it is dragged and zoomed. The peer
// is leaflet.markercluster with the same points, in a box of the same size.

import { readFileSync } from "node:fs";

import { connect, fromUi } from "./programs.mjs";
import { chapter, line, paced } from "./table.mjs";

const PEOPLE = 100_000;
/** Zooms in, one after the other, and out again; at each the map is dragged. */
const TURNS = [1, 1, 1, 1, -1, -1, -1, -1];
/** Frames of one drag, and what the hand moves in each, px. */
const DRAG = { frames: 40, x: -12, y: 5 };
/** Leaflet waits for more of the wheel, zooms for a quarter of a second, and is drawn anew. */
const ZOOM_MS = 600;

/** Frames of the map in the page: while the hand drags it, and while the wheel zooms it. */
function moved(page) {
  return page.evaluate(
    async ([turns, drag, zoomMs]) => {
      const box = document.querySelector(".leaflet-container");
      const { left, top, width, height } = box.getBoundingClientRect();
      const start = { x: left + width * 0.7, y: top + height * 0.4 };
      const mouse = (type, { x, y }, more = {}) => {
        const init = {
          bubbles: true,
          cancelable: true,
          clientX: x,
          clientY: y,
          button: 0,
          view: window,
        };
        const target =
          type === "mousemove" || type === "mouseup" ? document : box;
        target.dispatchEvent(
          type === "wheel"
            ? new WheelEvent(type, { ...init, ...more })
            : new MouseEvent(type, init),
        );
      };
      const wait = (ms) => new Promise((done) => setTimeout(done, ms));
      const frames = { drag: [], zoom: [] };
      for (const turn of turns) {
        const at = { ...start };
        mouse("mousedown", at);
        const dragged = await window.bench.frames(drag.frames, () => {
          at.x += drag.x;
          at.y += drag.y;
          mouse("mousemove", at);
        });
        mouse("mouseup", at);
        frames.drag.push(...dragged);
        await wait(zoomMs);
        const middle = { x: left + width / 2, y: top + height / 2 };
        mouse("wheel", middle, { deltaY: -120 * turn });
        const until = performance.now() + zoomMs;
        frames.zoom.push(
          ...(await window.bench.framesUntil(() => performance.now() > until)),
        );
        await wait(zoomMs);
      }
      return frames;
    },
    [TURNS, DRAG, ZOOM_MS],
  );
}

/** The points as the window gets them, in pages. */
async function points(bridge, connection, task) {
  const all = [];
  let after = null;
  do {
    const args = { connection, task, crs: "gcj02", after };
    const { value } = await bridge.call("list_position_points", args);
    value.lat.forEach((lat, at) => all.push([lat / 1e6, value.lng[at] / 1e6]));
    after = value.next;
  } while (after !== null);
  return all;
}

async function openOurs({ browser, bridge, connection, task }) {
  const page = await browser.open(
    `${bridge.url}/c/${connection}/tasks/working/${task}/map`,
  );
  // Whoever is drawn is drawn on this sheet.
  await page.waitForFunction(() => {
    const sheet = document.querySelector(".leaflet-sheet-450-pane canvas");
    if (!sheet?.width) return false;
    const { data } = sheet
      .getContext("2d")
      .getImageData(0, 0, sheet.width, sheet.height);
    return data.some((value) => value > 0);
  });
  return page;
}

/** The peer in a box of the size of our map. */
async function openPeer(browser, ours, all) {
  const { width, height } = await ours
    .locator(".leaflet-container")
    .boundingBox();
  const page = await browser.open("about:blank");
  await page.setContent(
    `<div id="map" style="width: ${width}px; height: ${height}px"></div>`,
  );
  const read = (path) => readFileSync(fromUi.resolve(path), "utf8");
  for (const path of [
    "leaflet/dist/leaflet.css",
    "leaflet.markercluster/dist/MarkerCluster.css",
    "leaflet.markercluster/dist/MarkerCluster.Default.css",
  ]) {
    await page.addStyleTag({ content: read(path) });
  }
  await page.addScriptTag({ content: read("leaflet/dist/leaflet-src.js") });
  await page.addScriptTag({
    content: read("leaflet.markercluster/dist/leaflet.markercluster-src.js"),
  });
  const taken = await page.evaluate((all) => {
    const { L } = window;
    const icon = L.divIcon({ className: "person", iconSize: [14, 14] });
    const map = L.map("map", {
      maxZoom: 19,
      attributionControl: false,
    }).fitBounds(L.latLngBounds(all), {
      padding: [40, 40],
    });
    const start = performance.now();
    const group = L.markerClusterGroup();
    group.addLayers(all.map((at) => L.marker(at, { icon })));
    map.addLayer(group);
    return performance.now() - start;
  }, all);
  return { page, taken };
}

export async function map(all) {
  const { city, bridge } = all;
  chapter("100 000 positions on the map");
  await city.make(city.task, PEOPLE);
  const connection = await connect(bridge, city);
  const { task } = city;
  await bridge.refresh({ kind: "task", connection, task });
  await bridge.refresh({ kind: "positions", connection, task });
  const everybody = await points(bridge, connection, task);
  for (const [browser, name, shown] of [
    [all.browser, "", (times) => times],
    [all.paced, " on a screen of 60 Hz", paced],
  ]) {
    const ours = await openOurs({ browser, bridge, connection, task });
    const times = await moved(ours);
    const { page: peer } = await openPeer(browser, ours, everybody);
    await ours.close();
    const theirs = await moved(peer);
    await peer.close();
    for (const [kind, words] of [
      ["drag", "while it is dragged"],
      ["zoom", "while it zooms"],
    ]) {
      line(
        `a frame ${words}${name} (peer: markercluster)`,
        shown(times[kind]),
        {
          peer: shown(theirs[kind]),
          by: 0.95,
        },
      );
    }
  }
  await bridge.call("remove_connection", { connection });
}
