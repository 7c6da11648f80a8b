import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";

import FieldSpot from "./FieldSpot.svelte";

const children = createRawSnippet(() => ({ render: () => `<input aria-label="title" />` }));

function spot() {
  const onleave = vi.fn();
  render(FieldSpot, { field: "title", onleave, children });
  return { onleave, input: screen.getByLabelText("title") };
}

describe("a spot of the form", () => {
  it("is_left_at_once_by_keyboard", async () => {
    const { onleave, input } = spot();
    await fireEvent.focusOut(input);
    expect(onleave).toHaveBeenCalledWith("title");
  });

  it("is_left_only_after_the_press_that_left_it", async () => {
    vi.useFakeTimers();
    const { onleave, input } = spot();
    await fireEvent.pointerDown(document.body);
    await fireEvent.focusOut(input);
    expect(onleave).not.toHaveBeenCalled();
    await fireEvent.pointerUp(document.body);
    expect(onleave).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(onleave).toHaveBeenCalledWith("title");
    vi.useRealTimers();
  });
});
