import { untrack } from "svelte";

/** Something that a page can do and that no key does: the palette finds it. */
export interface PageAct {
  id: string;
  label: string;
  /** What it is about. */
  hint?: string;
  /** What else finds it: pinyin, initials, the other language. */
  words: string;
  run: () => void;
}

let stack = $state.raw<readonly (() => readonly PageAct[])[]>([]);

/**
 * Offers acts to the palette as long as the component that calls this is there.
 * The function is asked anew each time, so it may read whatever is reactive.
 */
export function usePageActs(acts: () => readonly PageAct[]): void {
  $effect(() => {
    stack = [...untrack(() => stack), acts];
    return () => {
      stack = stack.filter((one) => one !== acts);
    };
  });
}

/** The acts that the pages offer at the moment. */
export const offeredActs = (): PageAct[] => stack.flatMap((acts) => [...acts()]);
