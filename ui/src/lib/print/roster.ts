/** People of one office, in the order they came in. */
export interface Office<Row> {
  name: string;
  people: Row[];
}

/** By office, the largest first; equal ones as they came. */
export function byOffice<Row extends { office: string }>(rows: readonly Row[]): Office<Row>[] {
  const offices = new Map<string, Row[]>();
  for (const row of rows) {
    const people = offices.get(row.office);
    if (people) people.push(row);
    else offices.set(row.office, [row]);
  }
  return [...offices]
    .map(([name, people]) => ({ name, people }))
    .sort((a, b) => b.people.length - a.people.length);
}
