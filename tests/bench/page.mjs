// What is measured inside a page. Times are milliseconds since 1970, as the
// bench's own clock has them.

/** Runs in every page before its own scripts: makes `bench`. */
export function prepare() {
  const at = (ms) => performance.timeOrigin + ms;
  const bench = {
    /** When a key or a button was pressed last. */
    pressed: 0,

    /** Resolves with the time at which a frame in which `holds` is true has been drawn. */
    painted: (holds) =>
      new Promise((done, failed) => {
        setTimeout(() => failed(new Error(`never painted: ${holds}`)), 60_000);
        const watcher = new MutationObserver(look);
        const options = {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        };
        watcher.observe(document, options);
        function look() {
          if (!holds()) return;
          watcher.disconnect();
          // The next frame begins when this one is drawn.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => done(at(performance.now()))),
          );
        }
        look();
      }),

    /** Does `step` before each of so many frames; how long each took. */
    frames: async (count, step) => {
      const times = [];
      let last = await new Promise(requestAnimationFrame);
      for (let frame = 0; frame < count; frame++) {
        step(frame);
        const now = await new Promise(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      return times;
    },

    /** How long each frame took until `over`. */
    framesUntil: async (over) => {
      const times = [];
      let last = await new Promise(requestAnimationFrame);
      while (!over()) {
        const now = await new Promise(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      return times;
    },
  };
  const press = (event) => (bench.pressed = at(event.timeStamp));
  addEventListener("keydown", press, true);
  addEventListener("click", press, true);
  window.bench = bench;
}

/** The time as a page has it. */
export const now = () => performance.timeOrigin + performance.now();
