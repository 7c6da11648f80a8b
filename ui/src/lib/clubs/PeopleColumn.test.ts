import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import PeopleColumn from "./PeopleColumn.svelte";
import { clubCalls, readNow } from "./testing";

it("who_was_searched_for_as_one_thing_is_not_searched_for_as_another", async () => {
  const shown = {
    label: "参会人员",
    field: "people",
    club: "31",
    calls: clubCalls(),
    roster: readNow({}),
    chosen: [],
    error: "",
    onchoose: vi.fn(),
    onleave: vi.fn(),
    onrefresh: vi.fn(),
  };
  const column = render(PeopleColumn, shown);
  await userEvent.click(screen.getByRole("radio", { name: "姓名" }));
  const search = screen.getByRole("textbox", { name: "搜索成员" });
  await userEvent.type(search, "林岚");
  await vi.waitFor(() => expect(screen.getAllByRole("treeitem")).toHaveLength(1));

  // Somebody is chosen: it is still the same search.
  await column.rerender({ ...shown, chosen: ["2"] });
  expect(search).toHaveValue("林岚");

  await column.rerender({ ...shown, label: "签到负责人", field: "leaders" });
  expect(search).toHaveValue("");
  await vi.waitFor(() => expect(screen.getAllByRole("treeitem")).toHaveLength(5));
  expect(screen.getByRole("radio", { name: "姓名" })).toBeChecked();
});
