import { clock } from "$lib/frame";
import { formatNumber, formatTime, t } from "$lib/i18n";
import type { ConnectionId, Found, PersonHit, TaskHit, PersonCard } from "$lib/ipc/bindings";
import { formatPhone } from "$lib/tasks/phone";
import { phaseLabel } from "$lib/tasks/phase";
import { taskHref } from "$lib/tasks/paths";
import { checkInStatus, responseStatus } from "$lib/tasks/status";

import type { Entry, Section } from "./entries";

/** A task that moved meanwhile may have been read in both lists. */
const taskId = ({ connection, list, task }: TaskHit): string =>
  ["task", connection, list, task].join("-");

/** What a connection is called; nothing where there is only one. */
export type NameOf = (connection: ConnectionId) => string;

/** Where a found task is opened, what it is called, how it stands, and on which account. */
export function taskLine(
  task: TaskHit,
  nameOf: NameOf,
): { href: string; label: string; hint: string } {
  const now = clock.on(task.connection);
  const at = task.gather_at === null ? "" : formatTime(task.gather_at, now);
  return {
    href: taskHref(task.connection, task.list, task.task),
    label: task.title.trim() || t.tasks.untitled,
    hint: [phaseLabel(task.phase), at, task.place, nameOf(task.connection)]
      .filter(Boolean)
      .join(" · "),
  };
}

export interface FoundActs {
  nameOf: NameOf;
  open: (task: TaskHit) => void;
  choose: (person: PersonHit) => void;
  /** Asks for more of what was found. */
  more: () => void;
}

/** What was found, by kind; each with a line that asks for the rest. */
export function foundSections(found: Found, acts: FoundActs): Section[] {
  const words = t.palette;
  const more = (kind: string, total: number, shown: number): Entry[] =>
    total > shown
      ? [
          {
            id: `more-${kind}`,
            label: words.more(formatNumber(total - shown)),
            stays: true,
            run: acts.more,
          },
        ]
      : [];
  const tasks = found.tasks.rows.map((task): Entry => {
    const { label, hint } = taskLine(task, acts.nameOf);
    return {
      id: taskId(task),
      label,
      hint,
      run: () => acts.open(task),
    };
  });
  const people = found.people.rows.map((person): Entry => ({
    id: `person-${person.connection}-${person.soldier}`,
    label: person.name.trim() || t.tasks.table.nameless,
    hint: [person.group, acts.nameOf(person.connection)].filter(Boolean).join(" · "),
    stays: true,
    run: () => acts.choose(person),
  }));
  return [
    {
      id: "tasks",
      title: words.tasks,
      entries: [...tasks, ...more("tasks", found.tasks.total, found.tasks.rows.length)],
    },
    {
      id: "people",
      title: words.people,
      entries: [...people, ...more("people", found.people.total, found.people.rows.length)],
    },
  ];
}

export interface CardActs {
  nameOf: NameOf;
  open: (task: TaskHit) => void;
  copy: (person: PersonHit) => void;
  reveal: () => void;
}

/** One person: the phone, and the tasks they are on. `hidden` while privacy mode masks the phone. */
export function cardSections(
  { person, tasks }: PersonCard,
  hidden: boolean,
  acts: CardActs,
): Section[] {
  const words = t.palette;
  const copy = (label: string): Entry => ({
    id: "copy-phone",
    label,
    run: () => acts.copy(person),
  });
  const phone: Entry[] =
    person.phone === null
      ? []
      : hidden
        ? [
            { id: "show-phone", label: words.showPhone, stays: true, run: acts.reveal },
            copy(words.copyHidden),
          ]
        : [copy(words.copyPhone(formatPhone(person.phone)))];
  return [
    { id: "acts", title: words.acts, entries: phone },
    {
      id: "person-tasks",
      title: words.personTasks(person.name.trim() || t.tasks.table.nameless),
      entries: tasks.map(({ task, response, check_in }): Entry => {
        const { label, hint } = taskLine(task, acts.nameOf);
        const stands = [
          response === null ? "" : responseStatus(response).label,
          check_in === null ? "" : checkInStatus(check_in).label,
        ];
        return {
          id: taskId(task),
          label,
          hint: [...stands, hint].filter(Boolean).join(" · "),
          words: task.place,
          run: () => acts.open(task),
        };
      }),
    },
  ];
}
