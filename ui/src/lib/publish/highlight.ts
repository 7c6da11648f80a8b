/** A piece of a name, and whether the query matched it. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Cuts a name at UTF-16 ranges; ranges beyond it or behind one another are left out. */
export function pieces(name: string, matched: readonly [number, number][]): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const [start, end] of matched) {
    if (start < at || end <= start || end > name.length) continue;
    if (start > at) cut.push({ text: name.slice(at, start), hit: false });
    cut.push({ text: name.slice(start, end), hit: true });
    at = end;
  }
  if (at < name.length) cut.push({ text: name.slice(at), hit: false });
  return cut;
}
