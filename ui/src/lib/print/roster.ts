/** People of one office or department, in the order they came in. */
export interface Group<Row> {
  name: string;
  people: Row[];
}

/** By what `nameOf` says of each, the largest first; equal ones as they came. */
export function grouped<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Group<Row>[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = nameOf(row);
    const people = groups.get(name);
    if (people) people.push(row);
    else groups.set(name, [row]);
  }
  return [...groups]
    .map(([name, people]) => ({ name, people }))
    .sort((a, b) => b.people.length - a.people.length);
}
