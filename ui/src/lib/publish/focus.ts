/** Brings the focus to a field of the form or to the picker, and the field into view. */
export function focusField(field: string, within: ParentNode = document): void {
  const spot = within.querySelector(`[data-field="${field}"]`);
  const control = spot?.querySelector<HTMLElement>("input, textarea, button");
  control?.focus();
  spot?.scrollIntoView({ block: "nearest" });
}
