/** What the tests of writing for a club share: missions and meetings differ in this. */

import type { Locator, Page } from "@playwright/test";

import { expect } from "./app";
import { people, wall, written, type ClubDesk } from "./clubs-desk";
import type { Program } from "./programs";
import { hold, rehearse } from "./publish-desk";

/** A kind of what is written. */
export interface Affair {
  kind: "mission" | "meeting";
  /** In the name of a test. */
  name: string;
  /** The page of its list, or what is below it. */
  address: (desk: ClubDesk, path?: string) => string;
  /** The field of its text, and the name of the one of its time. */
  text: (page: Page) => Locator;
  time: string;
  /** What a draft of it has beside its text, time and people. */
  fields: (leader: string) => object;
  /** Types something that only it has; and sees it there. */
  type: (page: Page) => Promise<void>;
  typed: (page: Page) => Promise<void>;
}

const part = (page: Page): Locator =>
  page
    .getByRole("region", { name: "子任务 1", exact: true })
    .getByLabel("内容", { exact: true });
const place = (page: Page): Locator => page.getByLabel("地点", { exact: true });

export const MISSION: Affair = {
  kind: "mission",
  name: "a mission",
  address: ({ connection }, path = "") => `/c/${connection}/missions${path}`,
  text: (page) => page.getByLabel("内容", { exact: true }).first(),
  time: "截止时间",
  fields: () => ({ parts: [] }),
  type: async (page) => {
    await button(page, "添加子任务").click();
    await page.keyboard.type("搬桌椅");
  },
  typed: (page) => expect(part(page)).toHaveValue("搬桌椅"),
};

export const MEETING: Affair = {
  kind: "meeting",
  name: "a meeting",
  address: ({ connection }, path = "") => `/c/${connection}/meetings${path}`,
  text: (page) => page.getByLabel("主题", { exact: true }),
  time: "开始时间",
  fields: (leader) => ({
    address: "D101",
    needs_sign_in: true,
    leaders: [leader],
  }),
  type: (page) => place(page).fill("D101 教室"),
  typed: (page) => expect(place(page)).toHaveValue("D101 教室"),
};

export const AFFAIRS = [MISSION, MEETING];

/** What a draft says unless it is said otherwise. */
export const TEXT = "迎新布置";

/** A whole draft for six people, as if it had been written before; answers its id. */
export async function draftOf(
  bridge: Program,
  desk: ClubDesk,
  { kind, fields }: Affair,
  more: object = {},
): Promise<string> {
  const some = await people(bridge, desk, 6);
  const ids = some.map(({ student }) => student);
  return written(bridge, desk, {
    kind,
    content: TEXT,
    deadline: wall(48),
    people: ids,
    ...fields(ids[0] ?? ""),
    ...more,
  });
}

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("button", { name, exact: typeof name === "string" });

/** Somebody in the picker. */
export const row = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("treeitem", { name }).first();

export const saved = (page: Page): Promise<void> =>
  expect(page.getByText("草稿已保存")).toBeVisible();

/** What is in the way, all of it. */
export const summary = (page: Page): Locator =>
  page.getByRole("alert").filter({ hasText: /处要补|to mend/ });

/** Chooses one person by name, in the picker as it stands. */
export async function take(page: Page, name: string): Promise<void> {
  await page.getByLabel("搜索成员").fill(name);
  await row(page, name).click();
  await expect(row(page, name)).toHaveAttribute("aria-checked", "true");
  await page.getByLabel("搜索成员").fill("");
}

/** Sends what is written, and waits for the server's word. */
export async function send(page: Page): Promise<void> {
  await rehearse(page);
  await hold(page, "按住两秒发出");
  await button(page, "立即发出").click();
  await expect(page.getByText("已发出", { exact: true })).toBeVisible();
}
