/**
 * For a region whose controls come and go: where what has the focus is taken
 * away, the focus lands on the region's heading and not at the top of the page.
 */
export function landing(region: HTMLElement): () => void {
  let held: Element | null = null;
  const take = ({ target }: FocusEvent): void => {
    held = target instanceof Element ? target : null;
  };
  const watcher = new MutationObserver(() => {
    // While a dialog is open it has the focus, and this waits for it.
    if (!held || held.isConnected || document.activeElement !== document.body) return;
    held = null;
    region.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  });
  region.addEventListener("focusin", take);
  watcher.observe(region, { childList: true, subtree: true, characterData: true });
  return () => {
    region.removeEventListener("focusin", take);
    watcher.disconnect();
  };
}
