import { spellWallTime } from "$lib/design";
import { formatNumber, t } from "$lib/i18n";
import type { MeetingFields, MeetingView } from "$lib/ipc/bindings";
import { beijingNow } from "$lib/publish/quicktimes";

import { fieldName } from "./words";

/** The form as a meeting stands. Whom it invites cannot be changed. */
export function fieldsOf({ detail: { summary, leaders } }: MeetingView): MeetingFields {
  return {
    club: summary.club.id,
    content: summary.content,
    address: summary.address,
    deadline: summary.deadline === null ? "" : beijingNow(summary.deadline),
    people: [],
    needs_sign_in: summary.sign_in === "qr_code",
    leaders: leaders.map(({ student }) => student),
  };
}

/** A field that differs, as it was and as it is to be. */
export interface Change {
  name: string;
  before: string;
  after: string;
}

function signIn({ needs_sign_in, leaders }: MeetingFields): string {
  const words = t.meetings.rehearsal;
  if (!needs_sign_in) return words.noSignIn;
  return words.leaders(t.common.people(formatNumber(leaders.length)));
}
const whoLeads = ({ needs_sign_in, leaders }: MeetingFields): string | null =>
  needs_sign_in ? [...leaders].sort().join() : null;
const spelled = (wall: string): string => spellWallTime(wall) || wall;

/** What differs, from top to bottom. */
export function changesOf(before: MeetingFields, after: MeetingFields): Change[] {
  const change = (
    name: string,
    differs: boolean,
    shown: (of: MeetingFields) => string,
  ): Change[] => (differs ? [{ name, before: shown(before), after: shown(after) }] : []);
  const text = (field: "content" | "address"): Change[] =>
    change(fieldName(field), before[field].trim() !== after[field].trim(), (of) =>
      of[field].trim(),
    );
  return [
    ...text("content"),
    ...text("address"),
    ...change(fieldName("deadline"), before.deadline !== after.deadline, ({ deadline }) =>
      spelled(deadline),
    ),
    ...change(t.meetings.rehearsal.signIn, whoLeads(before) !== whoLeads(after), signIn),
  ];
}
