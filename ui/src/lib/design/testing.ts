import { createRawSnippet, type Snippet } from "svelte";

/** A snippet that shows plain text; for tests. */
export function text(words: string): Snippet {
  return createRawSnippet(() => ({
    render: () => `<span>${words}</span>`,
  }));
}

/** A snippet of one element, as written; for tests. */
export function markup(html: string): Snippet {
  return createRawSnippet(() => ({ render: () => html }));
}

/** A snippet that shows what `words` makes of its argument; for tests. */
export function textOf<Arg>(words: (arg: Arg) => string): Snippet<[Arg]> {
  return createRawSnippet<[Arg]>((arg) => ({
    render: () => `<span>${words(arg())}</span>`,
  }));
}
