const state = $state({ now: Date.now(), here: "" });
let skews = $state.raw<Readonly<Record<string, number>>>({});

/**
 * The present, once a second while the window is seen. How old something is, is
 * reckoned from `now`. What is told of tasks is reckoned from `there`: their
 * times are the server's, and this machine's clock may be hours off.
 */
export const clock = {
  /** Unix milliseconds, by this machine's clock. */
  get now(): number {
    return state.now;
  },
  /** By the clock of the server whose pages are open. */
  get there(): number {
    return clock.on(state.here);
  },
  /** By the clock of a connection's server. */
  on(connection: string): number {
    return state.now + (skews[connection] ?? 0);
  },
};

/** How far each server's clock is off, as the core tells; and whose pages are open. */
export function setClocks(
  connections: readonly { id: string; clock_skew_ms: number | null }[],
  here: string,
): void {
  skews = Object.fromEntries(
    connections.map(({ id, clock_skew_ms }) => [id, clock_skew_ms ?? 0] as const),
  );
  state.here = here;
}

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
