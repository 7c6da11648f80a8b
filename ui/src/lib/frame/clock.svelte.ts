const state = $state({ now: Date.now() });

/** The present, once a second while the window is seen: what ages and count-downs are reckoned from. */
export const clock = {
  /** Unix milliseconds. */
  get now(): number {
    return state.now;
  },
};

/** Starts the clock; the frame does this once. */
export function startClock(): () => void {
  const tick = (): void => {
    if (!document.hidden) state.now = Date.now();
  };
  tick();
  const timer = setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  };
}
