import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { toast } from "../src/lib/design";
import { DEFAULT_SETTINGS } from "../src/lib/frame";
import { CallError } from "../src/lib/ipc/error";
import { useTransport } from "../src/lib/ipc/transports";
import Page from "../src/routes/settings/+page.svelte";

vi.mock("$app/navigation", () => ({ invalidate: () => Promise.resolve() }));

it("a_tile_server_that_could_not_be_added_stays_as_it_was_typed", async () => {
  useTransport({
    call: (name) =>
      name === "add_map_address"
        ? Promise.reject(new CallError({ code: "storage" }))
        : Promise.resolve(null),
    listen: () => Promise.resolve(() => {}),
  });
  const failed = vi.spyOn(toast, "failed");
  const maps = { sources: [], chosen: null, kept: { tiles: 0, bytes: 0, limit_bytes: 0 } };
  const data = { settings: DEFAULT_SETTINGS, info: null, maps, popups: null };
  render(Page, { data: data as never });
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: /添加瓦片服务器/ }));
  await user.type(await screen.findByLabelText(/地址/), "https://tiles.example/x");
  await user.click(screen.getByRole("button", { name: /^添加$/ }));
  await waitFor(() => expect(failed).toHaveBeenCalled());
  await new Promise((rest) => setTimeout(rest, 20));
  expect(screen.getByLabelText(/地址/)).toHaveValue("https://tiles.example/x");
});
