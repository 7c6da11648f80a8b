import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/svelte";
import { afterEach } from "vitest";

configure({ getElementError: (message) => new Error(message ?? "not found") });
afterEach(() => {
  cleanup();
});

/*
 * jsdom lays nothing out. Virtual lists measure themselves through
 * ResizeObserver, so here everything that is observed is 800 × 340: ten rows.
 */
class FixedResizeObserver implements ResizeObserver {
  readonly #callback: ResizeObserverCallback;
  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback;
  }
  observe(target: Element): void {
    const box = { inlineSize: 800, blockSize: 340 };
    const entry = {
      target,
      contentRect: { width: box.inlineSize, height: box.blockSize } as DOMRectReadOnly,
      borderBoxSize: [box],
      contentBoxSize: [box],
      devicePixelContentBoxSize: [box],
    };
    queueMicrotask(() => {
      this.#callback([entry], this);
    });
  }
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver = FixedResizeObserver;

// jsdom counts its page as hidden, for which nothing here keeps time.
Object.defineProperty(document, "hidden", { configurable: true, get: () => false });

Object.defineProperty(HTMLElement.prototype, "offsetParent", {
  get(this: HTMLElement) {
    return this.parentElement;
  },
});
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = () => {};
Element.prototype.hasPointerCapture = () => false;
Element.prototype.setPointerCapture = () => {};
Element.prototype.releasePointerCapture = () => {};

globalThis.matchMedia ??= (media: string) =>
  ({
    media,
    matches: false,
    onchange: null,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => false,
  }) as MediaQueryList;
