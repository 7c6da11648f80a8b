import type { Locator, Page } from "@playwright/test";

import { choose, expect, expectAccessible, LOOKS, test } from "./app";
import type { Program } from "./programs";
import {
  address,
  ask,
  hold,
  rehearse,
  signedIn,
  total,
  written,
  type Desk,
} from "./publish-desk";
import { Recorder } from "./recorder";

let desk: Desk;
let recorder: Recorder | null = null;
test.afterEach(async () => {
  await recorder?.stop();
  recorder = null;
  await desk.server.stop();
});

const row = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("treeitem", { name }).first();

const VIEWS = { 组织: "orgs", 单位: "offices" } as const;

/** Opens a view, and waits until its rows have taken the place of the others. */
async function view(page: Page, name: keyof typeof VIEWS): Promise<void> {
  const read = page.waitForResponse(
    (answer) =>
      answer.url().endsWith("/call/list_picker_rows") &&
      (answer.request().postData() ?? "").includes(`"${VIEWS[name]}"`),
  );
  await page.getByRole("radio", { name, exact: true }).focus();
  await page.keyboard.press("Space");
  await (await read).finished();
  await page.evaluate(
    () =>
      new Promise((shown) =>
        requestAnimationFrame(() => requestAnimationFrame(shown)),
      ),
  );
}

/** Everybody in the table of a sheet, by name; its rows come and go as it scrolls. */
async function named(sheet: Locator): Promise<string[]> {
  const grid = sheet.getByRole("grid");
  const found = new Map<string, string>();
  const all = Number(await grid.getAttribute("aria-rowcount")) - 1;
  await grid.getByRole("row").nth(1).focus();
  while (found.size < all) {
    const before = found.size;
    for (const one of await grid.getByRole("row").all()) {
      const at = await one.getAttribute("aria-rowindex");
      const head = one.getByRole("rowheader");
      if (at && (await head.count()) > 0)
        found.set(at, (await head.innerText()).split(/\s/)[0] ?? "");
    }
    if (found.size === before) await grid.page().keyboard.press("PageDown");
  }
  return [...found.values()].toSorted();
}

interface Row {
  key: string;
  kind: string;
  name: string;
  level: number;
  state: string;
  people: number;
  expanded: boolean | null;
}

/** Everything of a view, opened, as the core tells it. */
async function rows(
  bridge: Program,
  draft: string,
  view: string,
): Promise<Row[]> {
  for (;;) {
    const all: Row[] = [];
    // An answer holds a part of a long list.
    for (let total = 1; all.length < total;) {
      const { value } = await ask<{ value: { total: number; rows: Row[] } }>(
        bridge,
        "list_picker_rows",
        { draft, view, query: "", offset: all.length, limit: 200 },
      );
      expect(value.rows.length).toBeGreaterThan(0);
      all.push(...value.rows);
      total = value.total;
    }
    const closed = all.find(({ expanded }) => expanded === false);
    if (!closed) return all;
    await ask(bridge, "expand_picker_row", {
      draft,
      view,
      key: closed.key,
      expanded: true,
      siblings: true,
    });
  }
}

const ids = (some: readonly Row[]): number[] =>
  [...new Set(some.map(({ key }) => Number(key.split(":")[1])))].sort(
    (a, b) => a - b,
  );
const sent = (body: Record<string, unknown> | undefined, key: string) =>
  ((body?.[key] ?? []) as number[]).toSorted((a, b) => a - b);

test("a_district_without_a_street_and_a_platoon_across_it_are_sent_word_for_word", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge, "commander", async (url) => {
    recorder = await new Recorder(url).listen();
    return recorder.url;
  });
  const draft = await written(bridge, desk);
  await ask(bridge, "toggle_picker_matches", {
    draft,
    view: "people",
    query: "",
    on: false,
  });
  const offices = await rows(bridge, draft, "offices");
  const [district] = offices;
  const streets = offices.filter(
    ({ kind, level }) => kind === "office" && level === 2,
  );
  const own = offices.filter(
    ({ kind, level }) => kind === "person" && level === 2,
  );
  const left = streets[0]!;

  await page.goto(address(desk, `?draft=${draft}`));
  await row(page, /./).waitFor();
  await view(page, "单位");
  await row(page, new RegExp(`^${district!.name}`)).focus();
  await page.keyboard.press("Space");
  await expect(row(page, new RegExp(`^${district!.name}`))).toHaveAttribute(
    "aria-checked",
    "true",
  );
  // By typing over the tree, then off.
  await row(page, new RegExp(`^${district!.name}`)).focus();
  await page.keyboard.type(left.name.slice(0, 1));
  await row(page, new RegExp(`^${left.name}`)).focus();
  await page.keyboard.press("Space");
  await expect(row(page, new RegExp(`^${left.name}.*除外`))).toHaveAttribute(
    "aria-checked",
    "false",
  );
  await expect(total(page).getByRole("button", { name: "除外" })).toBeVisible();

  const orgs = await rows(bridge, draft, "orgs");
  const at = orgs.findIndex(
    ({ kind, state }) => kind === "org" && state === "mixed",
  );
  const platoon = orgs[at]!;
  const after = orgs.slice(at + 1);
  const end = after.findIndex(({ level }) => level <= platoon.level);
  const inside = end < 0 ? after : after.slice(0, end);
  await view(page, "组织");
  await row(page, new RegExp(`^${platoon.name}`)).focus();
  await page.keyboard.press("Space");

  const twice = total(page).getByRole("button", { name: /重复选中/ });
  await twice.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "重复选中的人" });
  await expect(sheet.getByRole("row").nth(1)).toContainText(platoon.name);
  // Each person once, and the twice-chosen by their names.
  const people = (some: readonly Row[]): Map<number, string> =>
    new Map(
      some
        .filter(({ kind }) => kind === "person")
        .map((one) => [ids([one])[0] ?? 0, one.name]),
    );
  const below = (all: readonly Row[], top: Row): Row[] => {
    const rest = all.slice(all.indexOf(top) + 1);
    const next = rest.findIndex(({ level }) => level <= top.level);
    return next < 0 ? rest : rest.slice(0, next);
  };
  const leftOut = people(below(offices, left));
  const byOffice = [...people(below(offices, district!))].filter(
    ([key]) => !leftOut.has(key),
  );
  const byOrg = people(inside);
  const both = byOffice.filter(([key]) => byOrg.has(key));
  expect(both.length).toBeGreaterThan(0);
  const chosen = new Map([...byOffice, ...byOrg]);
  expect(await named(sheet)).toEqual(both.map(([, name]) => name).toSorted());
  await expect(total(page)).toContainText(`将通知 ${chosen.size} 人`);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(twice).toBeFocused();

  await rehearse(page);
  await hold(page, "按住两秒发出");
  await page.getByRole("button", { name: "立即发出" }).click();
  await expect(page.getByText("已发出", { exact: true })).toBeVisible();
  expect(recorder!.published).toHaveLength(1);
  const [body] = recorder!.published;
  const members = ids(inside.filter(({ kind }) => kind === "person"));
  expect(sent(body, "accept_office_ids")).toEqual(ids(streets.slice(1)));
  expect(sent(body, "accept_org_ids")).toEqual(
    ids([platoon, ...inside.filter(({ kind }) => kind === "org")]),
  );
  expect(sent(body, "accept_soldr_ids")).toEqual(
    ids(own).filter((id) => !members.includes(id)),
  );
});

test("who_was_left_out_is_let_in_again_by_keyboard", async ({
  page,
  bridge,
}) => {
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  const [district, ...others] = await rows(bridge, draft, "offices");
  const left = others.find(({ kind }) => kind === "office")!;
  for (const [key, on] of [
    [district!.key, true],
    [left.key, false],
  ] as const)
    await ask(bridge, "toggle_picker_row", {
      draft,
      view: "offices",
      key,
      on,
    });
  await page.goto(address(desk, `?draft=${draft}`));
  await row(page, /./).waitFor();
  await total(page).getByRole("button", { name: "除外" }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "除外" });
  await expect(sheet.getByRole("row").nth(1)).toContainText(left.name);
  await expect(sheet.getByRole("row").nth(1)).toContainText(district!.name);
  await expectAccessible(page);
  await sheet.getByRole("button", { name: `取消除外：${left.name}` }).focus();
  await page.keyboard.press("Enter");
  await expect(sheet).toContainText("没有除外");
  await page.keyboard.press("Escape");
  await expect(total(page).getByRole("button", { name: "除外" })).toHaveCount(
    0,
  );
});

test("the_tree_is_walked_by_keys_alone", async ({ page, bridge }) => {
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  await page.goto(address(desk, `?draft=${draft}`));
  await row(page, /./).waitFor();
  await view(page, "单位");
  const tree = page.getByRole("tree");
  const at = () => page.locator("[role=treeitem]:focus");
  await tree.getByRole("treeitem").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("*");
  await expect(at()).toHaveAttribute("aria-expanded", "true");
  const last = await at().getAttribute("aria-setsize");
  await page.keyboard.press("End");
  // The end of the list is read once it comes into view.
  await expect(at()).toHaveAttribute("aria-posinset", last!);
  const level = Number(await at().getAttribute("aria-level"));
  await page.keyboard.press("ArrowLeft");
  await expect(at()).toHaveAttribute("aria-level", String(level - 1));
  await page.keyboard.press("Home");
  await expect(at()).toHaveAttribute("aria-level", "1");
  await expectAccessible(page);
});

test("a_group_is_kept_added_renamed_and_deleted", async ({ page, bridge }) => {
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  await page.goto(address(desk, `?draft=${draft}`));
  await row(page, /./).waitFor();
  const people = await total(page)
    .getByText(/^将通知 \d+ 人$/)
    .innerText();
  await page.getByRole("button", { name: "编组" }).click();
  await page.getByRole("menuitem", { name: "存为编组…" }).click();
  await page.getByLabel("名称").fill("夜间值班");
  // The menu is gone before axe looks.
  await expect(
    page.locator("[data-bits-floating-content-wrapper]"),
  ).toHaveCount(0);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByText("已存为编组“夜间值班”")).toBeVisible();

  await page.goto(address(desk));
  await row(page, /./).waitFor();
  await page.getByRole("button", { name: "编组" }).click();
  await page.getByRole("menuitem", { name: "加入“夜间值班”" }).click();
  await expect(total(page)).toContainText(people);

  await page.getByRole("button", { name: "编组" }).click();
  await page.getByRole("menuitem", { name: "管理编组…" }).click();
  await page.getByRole("button", { name: "改名：夜间值班" }).click();
  await page.getByLabel("名称").fill("白天值班");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("button", { name: "改名：白天值班" }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "删除：白天值班" }).click();
  await page
    .getByRole("dialog", { name: "删除这个编组？" })
    .getByRole("button", { name: "删除", exact: true })
    .click();
  await expect(page.getByText("还没有编组")).toBeVisible();
});

test("a_template_makes_a_new_draft_without_times", async ({ page, bridge }) => {
  desk = await signedIn(bridge);
  const draft = await written(bridge, desk);
  await page.goto(address(desk, `?draft=${draft}`));
  await row(page, /./).waitFor();
  await page.getByRole("button", { name: "模板" }).click();
  await page.getByRole("menuitem", { name: "存为模板…" }).click();
  await page.getByLabel("名称").fill("夜间巡堤");
  await page.keyboard.press("Enter");
  await expect(page.getByText("已存为模板“夜间巡堤”")).toBeVisible();
  await page.getByRole("button", { name: "模板" }).click();
  await page.getByRole("menuitem", { name: "用“夜间巡堤”新建" }).click();
  await expect(page).not.toHaveURL(new RegExp(draft));
  await expect(page.getByLabel("任务主题")).toHaveValue(/夜间巡堤/);
  await expect(page.getByLabel("集合时间", { exact: true })).toHaveValue("");
  await expect(total(page)).toContainText("组织 1 个");
});

test("a_task_is_published_again", async ({ page, bridge }) => {
  desk = await signedIn(bridge);
  const { connection } = desk;
  await ask(bridge, "refresh", {
    target: { kind: "tasks", connection, list: "working", page: 1 },
  });
  const { value } = await ask<{
    value: { rows: { summary: { id: string; title: string } }[] };
  }>(bridge, "list_tasks", {
    connection,
    list: "working",
    page: 1,
    filter: "",
  });
  const task = value.rows[0]!.summary;
  await page.goto(`/c/${connection}/tasks/working/${task.id}`);
  await page.getByRole("button", { name: "再发一次" }).click();
  await expect(page).toHaveURL(/\/new\?draft=/);
  await expect(page.getByText("已照原任务写好草稿，请选择时间")).toBeVisible();
  const title = await page.getByLabel("任务主题").inputValue();
  expect(task.title).toContain(title);
  await expect(page.getByLabel("集合时间", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("征集人数")).not.toHaveValue("");
  await expect(total(page).getByText(/^将通知 [1-9]\d* 人$/)).toBeAttached();
});

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  test(`people behind the totals, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, look);
    desk = await signedIn(bridge);
    const { connection } = desk;
    const draft = await written(bridge, desk);
    await ask(bridge, "refresh", {
      target: { kind: "tasks", connection, list: "working", page: 1 },
    });
    await ask(bridge, "toggle_picker_matches", {
      draft,
      view: "orgs",
      query: "",
      on: true,
    });
    await page.goto(address(desk, `?draft=${draft}`));
    await row(page, /./).waitFor();
    const totals = page.getByRole("region", { name: zh ? "合计" : "Total" });
    const elsewhere = totals.getByRole("button", {
      name: zh ? "同一时段另有任务" : "On another task then",
    });
    await elsewhere.click();
    const sheet = page.getByRole("dialog");
    const fetch = sheet.getByRole("button", {
      name: zh ? "读取人员" : "Read its people",
    });
    await fetch.click();
    await expect(fetch).toBeHidden();
    await expect(sheet.getByRole("row").nth(1)).toBeVisible();
    await expectAccessible(page);
  });
}
