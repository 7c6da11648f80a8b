import { clock } from "$lib/frame";
import type { ClubDraftView, ClubFields, StudentId } from "$lib/ipc/bindings";
import { Publication } from "$lib/publish/publication.svelte";

import type { Around, WritingCalls } from "./desk";
import type { Circumstances } from "./facts";
import { ClubForm } from "./form.svelte";
import { firstNames } from "./students.svelte";

/** What the last look at it shows. It asks for the names as it goes: whoever is named is in the club now. */
type FactsOf<Fields, Facts> = (
  fields: Fields,
  now: Circumstances,
  namesOf: (ids: readonly StudentId[]) => Promise<readonly string[]>,
) => Promise<Facts>;

/** A draft of a mission or a meeting while it is written. */
export type DraftOf<Fields> = ClubDraftView & { fields: Fields };

/** Its form, the people it is chosen from, and the way to sending it. */
export class Writing<Fields extends ClubFields, Facts> {
  readonly form: ClubForm<Fields>;
  readonly publication: Publication<Facts>;
  /** The people of its club. */
  readonly students = $derived.by(() => this.#calls.studentsOf(this.form.fields.club ?? ""));
  readonly #now = $derived.by<Circumstances>(() => {
    const { clubs, demo, roster } = this.#around();
    return {
      club: clubs.find(({ id }) => id === this.form.fields.club)?.name.trim() ?? "",
      demo,
      rosterAt: roster?.fetched_at ?? null,
      now: clock.now,
      there: clock.there,
    };
  });
  readonly #around: () => Around;
  readonly #calls: WritingCalls;

  constructor(
    draft: DraftOf<Fields>,
    around: () => Around,
    calls: WritingCalls,
    factsOf: FactsOf<Fields, Facts>,
  ) {
    this.#around = around;
    this.#calls = calls;
    this.form = new ClubForm(draft, calls.save);
    this.publication = new Publication<Facts>(null, {
      rehearse: () => factsOf(this.form.fields, this.#now, (ids) => firstNames(this.students, ids)),
      publish: async () => this.form.handed(await calls.publish()),
      takeBack: calls.takeBack,
      sendNow: calls.sendNow,
    });
  }
}
