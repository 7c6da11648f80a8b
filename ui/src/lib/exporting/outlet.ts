import type { OneTask } from "$lib/ipc/bindings";

import type { TakeOut } from "./takeout";

/** Where the rows of a task's table may go: files, the clipboard, paper. */
export interface Outlet {
  of: OneTask;
  out: TakeOut;
}
