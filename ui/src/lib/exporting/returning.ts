/** The menu of which something was taken last. */
let used = "";
/** The menu that led to paper, and the page that it is on. */
let left: { href: string; menu: string } | null = null;

/** Something is taken from this menu. */
export function use(menu: string): void {
  used = menu;
}

/** What was taken is a page of paper: the way back leads to the menu. */
export function leaveForPaper(): void {
  left = { href: location.href, menu: used };
}

/** Whether a menu that comes on screen is the one that somebody comes back to; once. */
export function comesBack(menu: string): boolean {
  if (left === null) return false;
  const here = left.href === location.href;
  const mine = here && left.menu === menu;
  // Who went elsewhere is not on the way back any more.
  if (mine || !here) left = null;
  return mine;
}
