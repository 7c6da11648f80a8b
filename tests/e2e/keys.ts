/** What a person does who has no pointer: every act begins with Tab. */

import { expect, type Locator, type Page } from "@playwright/test";

/** More presses of Tab than any screen needs to come round. */
const ROUND = 300;

const focused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Goes to it by Tab alone; fails where Tab does not lead. */
export async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let pressed = 0; pressed < ROUND; pressed += 1) {
    if (await focused(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

/** Goes to it and presses a key there. */
export async function use(
  page: Page,
  target: Locator,
  key = "Enter",
): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

/** Goes to one of several by an arrow, from the one that Tab leads to. */
export async function go(
  page: Page,
  target: Locator,
  arrow = "ArrowDown",
): Promise<void> {
  await target.waitFor();
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if (await focused(target)) return;
    await page.keyboard.press(arrow);
  }
  throw new Error(`${arrow} does not lead to ${target.toString()}`);
}

/** Opens the menu of a button and takes what is named. */
export async function takeFrom(
  page: Page,
  button: Locator,
  item: string | RegExp,
): Promise<void> {
  await use(page, button);
  await choose(page, item);
}

/** Takes what is named from the menu that is open. */
export async function choose(page: Page, item: string | RegExp): Promise<void> {
  await expect(page.getByRole("menu")).toBeVisible();
  await go(page, page.getByRole("menuitem", { name: item }).first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeHidden();
}

/** Chooses among the radio buttons of a group. */
export async function pick(
  page: Page,
  group: string,
  name: string | RegExp,
): Promise<void> {
  const choices = page.getByRole("radiogroup", { name: group });
  await reach(page, choices.getByRole("radio", { checked: true }));
  const wanted = choices.getByRole("radio", { name });
  await go(page, wanted, "ArrowRight");
  await expect(wanted).toBeChecked();
}

/** Goes to a field and types into it, in place of what it holds. */
export async function write(
  page: Page,
  field: Locator,
  text: string,
): Promise<void> {
  await reach(page, field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/**
 * What can be pressed by pointer and has no way by keyboard: controls outside
 * of the order of Tab that no group leads to by arrows, and what has a hand for
 * the pointer but no control in or around it.
 */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls =
      "a[href], button, input, select, textarea, summary, [role=button], [role=tab], [tabindex]";
    const groups =
      "[role=row], [role=tree], [role=radiogroup], [role=tablist], [role=menu], [role=listbox], ul";
    const found: string[] = [];
    const told = (element: Element): string =>
      `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 30)}`;
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      if (!element.checkVisibility() || element.closest("[inert]")) continue;
      const control = element.matches(controls);
      if (control && element.matches(":disabled")) continue;
      if (control && element.matches("a, button, input, select, textarea")) {
        if (element.tabIndex < 0 && !element.closest(groups))
          found.push(told(element));
      } else if (getComputedStyle(element).cursor === "pointer") {
        const within = element.closest(`${controls}, label, [role=treeitem]`);
        const holds = element.querySelector(controls);
        if (!within && !holds) found.push(told(element));
      }
    }
    return found;
  });
}
