import { wallClock } from "$lib/i18n";

/** Rows of one day in Beijing, newest first as they came. */
export interface Day<Row> {
  /** The first moment of it that is here. */
  at: number;
  rows: Row[];
}

export function byDay<Row extends { at: number }>(rows: readonly Row[]): Day<Row>[] {
  const days: Day<Row>[] = [];
  let last = "";
  for (const row of rows) {
    const { year, month, day } = wallClock(row.at);
    const name = `${year}-${month}-${day}`;
    const current = days.at(-1);
    if (current && name === last) current.rows.push(row);
    else days.push({ at: row.at, rows: [row] });
    last = name;
  }
  return days;
}
