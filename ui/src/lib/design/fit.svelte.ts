import { flushSync, untrack } from "svelte";

/** Whether what lies side by side has room for it; else the last of it gives way. */
export class Fit {
  tight = $state(false);
  #seen = "";

  /** Watches a row of two parts that wraps, the second of which is shorter when `tight`. */
  readonly watch = (row: HTMLElement): (() => void) | undefined => {
    if (typeof ResizeObserver !== "function") return;
    const parts = [...row.children] as HTMLElement[];
    const widths = (): string => [row, ...parts].map((one) => one.offsetWidth).join(" ");
    const observer = new ResizeObserver(() => {
      if (widths() === this.#seen) return;
      // Measured with everything in it.
      flushSync(() => (this.tight = false));
      const [first, second] = parts;
      const wraps = first && second && second.offsetTop > first.offsetTop + first.offsetHeight / 2;
      flushSync(() => (this.tight = Boolean(wraps)));
      this.#seen = widths();
    });
    untrack(() => [row, ...parts].forEach((one) => observer.observe(one)));
    return () => observer.disconnect();
  };
}
