import type { Page } from "@playwright/test";

import {
  answer,
  choose,
  expect,
  expectAccessible,
  expectInside,
  LOOKS,
  test,
} from "./app";
import { startServer, type Program } from "./programs";
import { call, connect } from "./tasks-core";
import { answerBoards, answerTasks, NOW } from "./tasks-data";

/** The palette, privacy mode and the lock: what belongs to whoever sits here. */

const TASK = {
  connection: "c1",
  task: "7",
  list: "working",
  title: "珠江防汛 夜间巡堤",
  place: "新天地广场",
  gather_at: NOW + 72 * 60_000,
  phase: "recruiting",
  fetched_at: NOW,
};
const PERSON = {
  connection: "c1",
  soldier: "1",
  name: "欧阳若岚",
  group: "江南中街",
  phone: "10000000916",
  fetched_at: NOW,
};

async function open(page: Page, path: string): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await answerTasks(page);
  await answerBoards(page);
  await answer(page, "find", {
    tasks: { offset: 0, total: 1, rows: [TASK] },
    people: { offset: 0, total: 1, rows: [PERSON] },
  });
  await answer(page, "get_person", {
    person: PERSON,
    tasks: [{ task: TASK, response: "unread", check_in: null }],
  });
  await page.goto(`/c/c1/tasks/${path}`);
  await page.getByRole("link", { name: /珠江防汛/ }).waitFor();
}

for (const look of LOOKS) {
  const zh = look.language === "zh-CN";
  test(`the palette, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, look);
    await open(page, "working/7");
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog");
    await expect(page.getByRole("combobox")).toBeFocused();
    await expectAccessible(page);
    await expect(palette).toMatchAriaSnapshot({
      name: `palette-${look.language}-${look.theme}.aria.yml`,
    });
    await page.keyboard.type("ouyang");
    await palette.getByText("欧阳若岚").waitFor();
    await expectAccessible(page);
    await expect(palette).toMatchAriaSnapshot({
      name: `palette-found-${look.language}.aria.yml`,
    });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await palette.getByRole("heading", { name: "欧阳若岚" }).waitFor();
    await expectAccessible(page);
    await expect(palette).toMatchAriaSnapshot({
      name: `palette-person-${look.language}.aria.yml`,
    });
    // Escape goes back, and then closes; the page is as it was.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
    await expect(page).toHaveURL(/working\/7$/);
  });

  test(`privacy mode and the lock, ${look.language} ${look.theme}`, async ({
    page,
    bridge,
  }) => {
    await choose(bridge, look);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto("/settings");
    await page
      .getByRole("button", {
        name: zh ? "设置解锁口令" : "Set a passphrase",
      })
      .click();
    await expectAccessible(page);
    await expect(page.getByRole("dialog")).toMatchAriaSnapshot({
      name: `lock-passphrase-${look.language}.aria.yml`,
    });
    const [passphrase, again] = zh
      ? ["解锁口令", "再输一次"]
      : ["Passphrase", "Once more"];
    await page.getByLabel(passphrase, { exact: true }).fill("三点集合 0310");
    await page.getByLabel(again).fill("三点集合 0310");
    await page.keyboard.press("Enter");
    await page
      .getByRole("button", { name: zh ? "立即锁定" : "Lock now" })
      .click();
    await page
      .getByRole("heading", { name: zh ? "已锁定" : "Locked" })
      .waitFor();
    await expectAccessible(page);
    await expect(page.locator("main")).toMatchAriaSnapshot({
      name: `locked-${look.language}.aria.yml`,
    });
    await page.keyboard.type("nothing like it");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toHaveText(
      zh ? "口令不对" : "That is not the passphrase",
    );
    await page.keyboard.type("三点集合 0310");
    await page.keyboard.press("Enter");
    await page
      .getByRole("heading", { name: zh ? "设置" : "Settings" })
      .waitFor();
    await expectAccessible(page);
    await expect(page.locator("main")).toMatchAriaSnapshot({
      name: `settings-${look.language}-${look.theme}.aria.yml`,
    });
  });
}

test("the_palette_finds_in_the_real_core_and_the_keys_reach_everything", async ({
  page,
  bridge,
}) => {
  const server: Program = await startServer(["--speed", "0"]);
  try {
    const id = await connect(bridge, server, "commander");
    await page.goto(`/c/${encodeURIComponent(id)}/tasks`);
    const first = page.locator("a[href*='/working/']").first();
    await first.waitFor();
    const title = (
      await first.locator("strong, h3, .title").first().innerText()
    ).trim();
    await page.keyboard.press("Control+k");
    await page.keyboard.type(title);
    const option = page.getByRole("option", { name: title }).first();
    await option.waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    // What was opened is remembered, and a command is found by its initials.
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("group", { name: "最近" })).toContainText(
      title,
    );
    await page.keyboard.type("fjx");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/outbox$/);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("深色");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  } finally {
    await server.stop();
  }
});

test("phones_are_masked_until_pressed_and_masked_again_when_left", async ({
  page,
  bridge,
}) => {
  await choose(bridge, LOOKS[0]);
  await open(page, "working/7/responses");
  await page.getByText("欧阳若岚").waitFor();
  const spaced = "100\u202f0000\u202f0916";
  const inPage = (): Promise<boolean> =>
    page.evaluate(
      (text) => document.documentElement.outerHTML.includes(text),
      spaced,
    );
  // The control: without privacy mode it is there.
  expect(await inPage()).toBe(true);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("yinsi");
  await page.keyboard.press("Enter");
  await expect.poll(inPage).toBe(false);
  await expectAccessible(page);
  // By keyboard: the row, then what is in it.
  const reveal = page.getByRole("button", { name: "显示欧阳若岚的手机号" });
  await page.getByRole("row", { name: /欧阳若岚/ }).focus();
  await page.keyboard.press("Tab");
  await expect(reveal).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(inPage).toBe(true);
  await page.keyboard.press("Tab");
  await expect.poll(inPage).toBe(false);
  await page.getByRole("button", { name: "隐私模式" }).click();
  await expect.poll(inPage).toBe(true);
});

test("while_locked_nothing_personal_is_in_any_window_and_the_core_answers_none", async ({
  page,
  bridge,
  context,
}) => {
  const server: Program = await startServer(["--speed", "0"]);
  try {
    const id = await connect(bridge, server, "commander");
    await call(bridge, "set_lock_passphrase", {
      current: "",
      new: "三点集合 0310",
    });
    const path = `/c/${encodeURIComponent(id)}/tasks`;
    const other = await context.newPage();
    await page.goto(path);
    await other.goto(path);
    const titles = await Promise.all(
      [page, other].map(async (one) => {
        const first = one.locator("a[href*='/working/']").first();
        await first.waitFor();
        return (await first.innerText()).split("\n")[0]?.trim() ?? "";
      }),
    );
    const holds = (one: Page, text: string): Promise<boolean> =>
      one.evaluate(
        (words) => document.documentElement.outerHTML.includes(words),
        text,
      );
    const title = titles[0] ?? "";
    expect(title).not.toBe("");
    // The control: before, both hold it.
    for (const one of [page, other]) expect(await holds(one, title)).toBe(true);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("suoding");
    await page.keyboard.press("Enter");
    for (const one of [page, other]) {
      await one.getByRole("heading", { name: "已锁定" }).waitFor();
      for (const text of [title, "commander", server.url, id])
        expect(await holds(one, text), text).toBe(false);
    }
    const refused = await fetch(`${bridge.url}/call/list_connections`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(await refused.json()).toEqual({ code: "locked" });
    // Another start is no way around, and asks at once.
    await page.reload();
    await expect(page.getByLabel("解锁口令")).toBeFocused();
    await page.keyboard.type("三点集合 0310");
    await page.keyboard.press("Enter");
    for (const one of [page, other])
      await one.locator("a[href*='/working/']").first().waitFor();
  } finally {
    await server.stop();
  }
});

test("left_alone_it_locks_itself_and_keeps_what_was_being_typed", async ({
  page,
  bridge,
}) => {
  const server: Program = await startServer(["--speed", "0"]);
  try {
    const id = await connect(bridge, server, "commander");
    await call(bridge, "set_lock_passphrase", {
      current: "",
      new: "三点集合 0310",
    });
    await call(bridge, "change_settings", { lock_after: "5" });
    await page.clock.install();
    await page.goto(`/c/${encodeURIComponent(id)}/tasks/new`);
    await page.getByLabel("任务主题").fill("珠江防汛");
    await page.clock.fastForward("04:00");
    await expect(page.getByLabel("任务主题")).toBeVisible();
    await page.clock.fastForward("01:15");
    await page.getByRole("heading", { name: "已锁定" }).waitFor();
    await page.clock.resume();
    await page.getByLabel("解锁口令").fill("三点集合 0310");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("任务主题")).toHaveValue("珠江防汛");
  } finally {
    await server.stop();
  }
});

test("the_largest_text_in_dense_rows_pushes_nothing_out_of_the_window", async ({
  page,
  bridge,
}) => {
  await call(bridge, "change_settings", {
    zoom: 200,
    density: "dense",
    language: "en",
  });
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  const moving = (): Promise<number> =>
    page.evaluate(
      () =>
        document
          .getAnimations()
          .filter((one) => Number(one.effect?.getComputedTiming().duration) > 1)
          .length,
    );
  for (const path of [
    "welcome",
    "connections",
    "outbox",
    "activity",
    "settings",
  ]) {
    await page.goto(`/${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expectInside(page, path, "main");
    expect(await moving(), path).toBe(0);
  }
  for (const tab of ["", "/responses", "/check-ins", "/people"]) {
    await open(page, `working/7${tab}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expectInside(page, tab, "main .panel");
    expect(await moving(), tab).toBe(0);
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").waitFor();
  await expectInside(page, "palette", "[role=dialog]");
  expect(await moving(), "palette").toBe(0);
});
