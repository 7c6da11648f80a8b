import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test as base, type Page } from "@playwright/test";

import { ROOT, startBridge, temporaryFolder, type Program } from "./programs";

/** axe as a text, to be run inside a page. */
const AXE = readFileSync(
  join(ROOT, "ui/node_modules/axe-core/axe.min.js"),
  "utf8",
);

interface Fixtures {
  /** Options of the bridge beyond its own. */
  bridgeOptions: string[];
  bridge: Program;
  /** What the page reported that it should not have: script errors, blocked styles and scripts. */
  complaints: string[];
}

/**
 * Each test has its own core with its own stores, and a page on it. A test
 * fails when its page threw, or ran into the content security policy.
 */
export const test = base.extend<Fixtures>({
  bridgeOptions: [[], { option: true }],
  bridge: async ({ bridgeOptions }, use) => {
    const folder = await temporaryFolder();
    const bridge = await startBridge(folder.path, bridgeOptions);
    await use(bridge);
    await bridge.stop();
    await folder.remove();
  },
  baseURL: async ({ bridge }, use) => use(bridge.url),
  complaints: async ({}, use) => use([]),
  page: async ({ page, complaints }, use) => {
    page.on("pageerror", (error) => complaints.push(`threw: ${error.message}`));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text()))
        complaints.push(message.text());
    });
    await use(page);
    // What is still on its way at the end belongs to no expectation.
    await page.unrouteAll({ behavior: "ignoreErrors" });
    expect(complaints).toEqual([]);
  },
});

export { expect };

interface AxeResult {
  violations: {
    id: string;
    help: string;
    nodes: { target: string[]; failureSummary: string }[];
  }[];
}

/** Waits until nothing is between two colours or places any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    // One that is cancelled has ended, too.
    await Promise.allSettled(ending.map((one) => one.finished));
  });
}

/** Expects that axe finds nothing (WCAG 2.2 AA and its best practices). */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  // The core protocol evaluates it; no inline script enters the page.
  const found = await page.evaluate(async (source): Promise<AxeResult> => {
    const run = new Function(`${source}; return axe;`) as () => {
      run: (context: Document, options: object) => Promise<AxeResult>;
    };
    return run().run(document, {
      runOnly: [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
      ],
    });
  }, AXE);
  const told = found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(" ")}\n    ${node.failureSummary}`).join("\n")}`,
  );
  expect(told).toEqual([]);
}

/**
 * What is cut off at its side, or has to be scrolled to sideways. A table may
 * scroll, a map goes on, and an ellipsis says that there is more.
 */
export function spilling(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const all = "main, main *, [role=dialog], [role=dialog] *";
    for (const element of document.querySelectorAll<HTMLElement>(all)) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const beyond = element.scrollWidth - element.clientWidth;
      if (beyond <= 1 || overflowX === "visible") continue;
      if (textOverflow === "ellipsis") continue;
      if (
        element.matches(
          ".sr-only, input, textarea, .leaflet-container, :has(> [role=grid])",
        )
      )
        continue;
      found.push(`${element.tagName} ${element.className}: ${beyond} px`);
    }
    const window = document.documentElement;
    if (window.scrollWidth > innerWidth) found.push("the window");
    return found;
  });
}

/** Expects that nothing spills; and that it would be found in `box` if it did. */
export async function expectInside(
  page: Page,
  where = "",
  box?: string,
): Promise<void> {
  expect(await spilling(page), where).toEqual([]);
  if (box === undefined) return;
  const wide = await page.locator(box).evaluateHandle((element) => {
    const line = document.createElement("pre");
    line.textContent = "x".repeat(1_000);
    return element.appendChild(line);
  });
  expect(await spilling(page), `${where}, the control`).not.toEqual([]);
  await wide.evaluate((line) => line.remove());
}

const MINUTE = 60_000;
/** What UTC is behind Beijing. */
const BEIJING = 480 * MINUTE;
const dayOf = (at: number): number =>
  Math.floor((at + BEIJING) / (1_440 * MINUTE));

/**
 * How a page tells of a moment between `since` and now, as a pattern: `今天 14:03`,
 * and of one before midnight otherwise once that is over.
 */
export function told(
  since: number,
  language: Look["language"] = "zh-CN",
): string {
  const [today, yesterday] =
    language === "en" ? ["today", "yesterday"] : ["今天", "昨天"];
  // What is expected may come while it is waited for.
  const until = Date.now() + MINUTE;
  const words: string[] = [];
  for (let at = since; at - (at % MINUTE) <= until; at += MINUTE) {
    const time = new Date(at + BEIJING).toISOString().slice(11, 16);
    words.push(`${today} ${time}`);
    if (dayOf(at) < dayOf(until)) words.push(`${yesterday} ${time}`);
  }
  return `(?:${words.join("|")})`;
}

/** Answers a command without the core: for states that a core seldom shows. */
export async function answer(
  page: Page,
  command: string,
  result: unknown,
  status = 200,
): Promise<void> {
  await page.route(`**/call/${command}`, (route) =>
    route.fulfill({ status, json: result }),
  );
}

/** Light and dark, in both languages: a screen is looked at in each. */
export const LOOKS = [
  { language: "zh-CN", theme: "light" },
  { language: "zh-CN", theme: "dark" },
  { language: "en", theme: "light" },
  { language: "en", theme: "dark" },
] as const;
export type Look = (typeof LOOKS)[number];

/** Puts language and theme into force before the page is opened. */
export async function choose(bridge: Program, look: Look): Promise<void> {
  const settings = { ...look, density: "comfortable", zoom: 100 };
  const response = await fetch(`${bridge.url}/call/change_settings`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(settings),
  });
  expect(response.status).toBe(200);
}
