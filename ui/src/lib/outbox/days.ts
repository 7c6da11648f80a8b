import { wallClock } from "$lib/i18n";
import type { Activity } from "$lib/ipc/bindings";

/** Activities of one day in Beijing, newest first as they came. */
export interface Day {
  /** The first moment of it that is here. */
  at: number;
  activities: Activity[];
}

export function byDay(activities: readonly Activity[]): Day[] {
  const days: Day[] = [];
  let last = "";
  for (const activity of activities) {
    const { year, month, day } = wallClock(activity.at);
    const name = `${year}-${month}-${day}`;
    const current = days.at(-1);
    if (current && name === last) current.activities.push(activity);
    else days.push({ at: activity.at, activities: [activity] });
    last = name;
  }
  return days;
}
