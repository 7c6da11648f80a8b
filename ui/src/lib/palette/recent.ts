import type { Entry } from "./entries";

/** What was opened last from the palette, an address each. */
export interface Visit {
  href: string;
  label: string;
  hint: string;
}

const MOST = 6;

/**
 * The newest first. Kept as long as the window: titles and names are nobody
 * else's, so they are not written anywhere.
 */
export class Recent {
  #visits: Visit[] = [];

  add(visit: Visit): void {
    this.#visits = [visit, ...this.#visits.filter(({ href }) => href !== visit.href)].slice(
      0,
      MOST,
    );
  }

  forget(): void {
    this.#visits = [];
  }

  entries(go: (href: string) => void): Entry[] {
    return this.#visits.map(({ href, label, hint }) => ({
      id: `recent-${href}`,
      label,
      hint,
      run: () => go(href),
    }));
  }
}
