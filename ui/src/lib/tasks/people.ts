import type { CalledThrough, Level, PeopleGroup } from "$lib/ipc/bindings";
import { t } from "$lib/i18n";

/** The groups of a task under the way they were called. */
export interface Section {
  through: CalledThrough;
  label: string;
  groups: PeopleGroup[];
}

const ORDER: readonly CalledThrough[] = ["office", "org", "individually"];

function headOf(through: CalledThrough): string {
  const words = t.tasks.people;
  return { office: words.offices, org: words.orgs, individually: words.individually }[through];
}

/** Sections that hold somebody, in the order of document 001. */
export function sections(groups: readonly PeopleGroup[]): Section[] {
  return ORDER.map((through) => ({
    through,
    label: headOf(through),
    groups: groups.filter((group) => group.through === through),
  })).filter((section) => section.groups.length > 0);
}

/** Names a group among the others: offices and organisations may share names. */
export function keyOf(group: PeopleGroup): string {
  return `${group.through} ${group.name}`;
}

export function levelLabel(level: Level | null): string {
  if (level === null) return "";
  return typeof level === "string" ? t.tasks.people.level[level] : level.other;
}
