import type { Mark } from "$lib/ipc/bindings";

/** Limits of the servers, in characters; the rules themselves are in Rust. */
export const TITLE_LIMIT = 60;
export const DETAIL_LIMIT = 500;
export const PLACE_LIMIT = 120;

/** What stands before the title; always Chinese, as its readers are. */
const PREFIX: Record<Mark, string> = { test: "【测试】", drill: "【演练】", real: "" };

/** The title as it will be sent. */
export function markedTitle(mark: Mark, title: string): string {
  return PREFIX[mark] + title.trim();
}
