/** Brings the focus to a field of the form or to the picker, and the field into view. */
export function focusField(field: string, within: ParentNode = document): void {
  const spot = within.querySelector(`[data-field="${field}"]`);
  const control = spot?.querySelector<HTMLElement>("input, textarea, button");
  control?.focus();
  spot?.scrollIntoView({ block: "nearest" });
}

/** Does it once no dialog holds the focus any more; answers how to call it off. */
export function onceAlone(act: () => void): () => void {
  let frame = 0;
  const look = (): void => {
    if (document.querySelector('[role="dialog"]')) frame = requestAnimationFrame(look);
    else act();
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}
