import { describe, expect, it } from "vitest";

import { listHref, placeOf, publishHref, taskHref } from "./paths";

describe("paths", () => {
  it("a_page_that_is_none_is_the_first", () => {
    for (const page of ["", "0", "-3", "1.5", "abc", "1e999"]) {
      expect(placeOf(new URLSearchParams({ page })).page, page).toBe(1);
    }
    expect(placeOf(new URLSearchParams("page=3&q=xh"))).toEqual({ page: 3, filter: "xh" });
  });

  it("the_place_in_the_list_is_kept_while_tasks_are_opened", () => {
    const place = { page: 2, filter: "江 & 河" };
    const href = taskHref("c1", "working", "7", "check-ins", place);
    expect(href).toBe("/c/c1/tasks/working/7/check-ins?q=%E6%B1%9F+%26+%E6%B2%B3&page=2");
    expect(placeOf(new URL(href, "http://localhost").searchParams)).toEqual(place);
  });

  it("ids_of_a_server_stay_one_segment", () => {
    expect(taskHref("c/1", "done", "7/8?x")).toBe("/c/c%2F1/tasks/done/7%2F8%3Fx");
    expect(listHref("c1", "done")).toBe("/c/c1/tasks/done");
    expect(publishHref("c1", "d 1")).toBe("/c/c1/tasks/new?draft=d%201");
  });
});
