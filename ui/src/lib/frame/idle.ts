/** What counts as somebody being there. */
const INPUT = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/**
 * Calls `onidle` once nothing was typed, moved or pressed for `after()`
 * milliseconds; never while that is null. It goes by the clock on the wall, so
 * that a machine that slept wakes up locked. Answers how to stop.
 */
export function watchIdle(after: () => number | null, onidle: () => void): () => void {
  let last = Date.now();
  let told = false;
  const seen = (): void => {
    // An input that comes too late must not pass for somebody who was there.
    look();
    last = Date.now();
    told = false;
  };
  const look = (): void => {
    const most = after();
    if (most === null || told || Date.now() - last < most) return;
    told = true;
    onidle();
  };
  for (const name of INPUT) addEventListener(name, seen, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  const timer = setInterval(look, 1_000);
  return () => {
    for (const name of INPUT) removeEventListener(name, seen, { capture: true });
    document.removeEventListener("visibilitychange", look);
    clearInterval(timer);
  };
}
