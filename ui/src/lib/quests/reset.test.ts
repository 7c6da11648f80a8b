import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { proposedReset } from "./reset";
import ResetDialog from "./ResetDialog.svelte";

const nothing = { chosen: [], opened: null, kind: null, rows: [] };
const daily = { kind: "daily", reset: null } as const;
const weekly = { kind: "event", reset: "weekly" } as const;
const monthly = { kind: "team", reset: "monthly" } as const;
const never = { kind: "daily", reset: "none" } as const;

describe("the reset that is proposed", () => {
  it("fits_what_is_selected_open_or_filtered_in_this_order", () => {
    const all = {
      chosen: [daily, weekly, weekly],
      opened: monthly,
      kind: "daily",
      rows: [],
    } as const;
    expect(proposedReset(all)).toBe("weekly");
    expect(proposedReset({ ...all, chosen: [] })).toBe("monthly");
    expect(proposedReset({ ...all, chosen: [never], opened: never })).toBe("daily");
    expect(proposedReset({ ...nothing, kind: "weekly" })).toBe("weekly");
    expect(proposedReset({ ...nothing, kind: "achievement", rows: [monthly, never] })).toBe(
      "monthly",
    );
    expect(proposedReset({ ...nothing, rows: [never] })).toBe("daily");
    expect(proposedReset(nothing)).toBe("daily");
  });

  it("is_chosen_when_the_dialog_opens_and_stays_as_it_is_under_the_hand", async () => {
    const onreset = vi.fn();
    const props = {
      picked: 0,
      proposed: "weekly",
      entry: null,
      busy: false,
      error: null,
      onreset,
      onpassword: vi.fn(),
      ontakeback: vi.fn(),
      onclose: vi.fn(),
    } as const;
    const { rerender } = render(ResetDialog, { ...props, open: false });
    await rerender({ ...props, open: true });
    await rerender({ ...props, open: true, proposed: "daily" });
    await userEvent.click(screen.getByRole("button", { name: "确认重置" }));
    expect(onreset).toHaveBeenCalledExactlyOnceWith("weekly", false);
  });
});
