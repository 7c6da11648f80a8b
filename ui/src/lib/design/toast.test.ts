import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { toast } from "./toast";
import Toaster from "./Toaster.svelte";

it("a_note_shows_its_words_and_its_act", async () => {
  render(Toaster);
  const onclick = vi.fn();
  toast.done("已发出", { text: "139 人", action: { label: "撤回", onclick } });
  expect(await screen.findByText("已发出")).toBeInTheDocument();
  expect(screen.getByText("139 人")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "撤回" }));
  expect(onclick).toHaveBeenCalledOnce();
});
