/**
 * The colours of tokens as they stand at `within`: a canvas knows neither custom
 * properties nor `light-dark()`, but the colour of an element is worked out. A
 * hidden one, for what is seen may still be on its way from one colour to the next.
 */
export function coloursAt<Token extends string>(
  within: HTMLElement,
  tokens: readonly Token[],
): Record<Token, string> {
  const probe = document.createElement("span");
  probe.hidden = true;
  within.append(probe);
  const colours = tokens.map((token) => {
    probe.style.color = `var(--${token})`;
    return [token, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<Token, string>;
}
