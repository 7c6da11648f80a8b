import { invalidate } from "$app/navigation";
import { toast } from "$lib/design";
import { privacy } from "$lib/frame";
import { errorText, t } from "$lib/i18n";
import { publishHref, wallHref } from "$lib/tasks/paths";
import { copyText, formatPhone } from "$lib/tasks/phone";

import type {
  AppError,
  BoardPerson,
  CallOutcome,
  ConnectionId,
  FollowUpFor,
  TaskId,
} from "./bindings";
import { call, toAppError } from "./call";
import { on } from "./events";

/** A task, and on which server. */
export interface OneTask {
  connection: ConnectionId;
  task: TaskId;
}

/** Carries it out; what goes wrong is said by `failed`, or as it is. */
async function act(
  name: string,
  work: () => Promise<unknown>,
  failed: (error: AppError) => unknown = (error) => toast.failed(errorText(error).what),
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    await failed(toAppError(thrown, name));
  }
}

/** Rings somebody up. Without a program for it their number is copied. */
export function dial(of: OneTask, { soldier, name, phone }: BoardPerson): Promise<void> {
  const shown = (text: string): { text?: string } => (privacy.on ? {} : { text });
  return act(
    "dial_person",
    async () => {
      await call("dial_person", { ...of, soldier });
      toast.done(t.tasks.calling.dialled(name));
    },
    async (error) => {
      if (error.code === "no_program" && (await copyText(phone)))
        toast.done(t.tasks.calling.cannotDial, shown(formatPhone(phone)));
      else toast.failed(errorText(error).what, shown(phone));
    },
  );
}

/** Notes what came of ringing somebody up. */
export function noteCall(
  of: OneTask,
  { soldier }: BoardPerson,
  outcome: CallOutcome | null,
): Promise<void> {
  return act("note_call", async () => {
    await call("note_call", { ...of, soldier, outcome });
    await invalidate(on(`task/${of.connection}/${of.task}`));
  });
}

/** On to a draft for just the unread or the refused. */
export function followUp(
  of: OneTask,
  whom: FollowUpFor,
  open: (href: string) => Promise<void>,
): Promise<void> {
  return act(
    "follow_up",
    async () => {
      const draft = await call("follow_up", { ...of, whom });
      await open(publishHref(of.connection, draft.id));
    },
    (error) =>
      toast.failed(error.code === "not_found" ? t.tasks.followUp.nobody : errorText(error).what),
  );
}

/** Shows the arrivals to everybody in the room. */
export function openWall(of: OneTask): Promise<void> {
  return act(
    "open_wall",
    () => call("open_wall", of),
    (error) => {
      // Without a desktop around it, the wall is a page like any other.
      if (error.code === "no_program") window.open(wallHref(of.connection, of.task), "_blank");
      else toast.failed(errorText(error).what);
    },
  );
}
