import { errorText, sentences, t } from "$lib/i18n";
import type { ClubSent, OutboxId, PictureRead } from "$lib/ipc/bindings";
import { toAppError } from "$lib/ipc/error";

import { base64Of, LARGEST } from "./picture";
import { codeRefusal, pictureRefusal } from "./refusal";

interface Calls {
  readPicture: (picture: string) => Promise<PictureRead>;
  signIn: (text: string) => Promise<ClubSent>;
}

/** Signing oneself in: from a picture or a text to a line of the outbox. */
export class SelfSignIn {
  readonly #calls: Calls;
  #busy = $state(false);
  #refusal = $state("");
  #entry = $state<OutboxId | null>(null);

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Why the last try came to nothing; empty where it did not. */
  get refusal(): string {
    return this.#refusal;
  }

  /** What the last code became. */
  get entry(): OutboxId | null {
    return this.#entry;
  }

  /** With the code in a file. */
  async picture(file: Blob): Promise<void> {
    await this.#do(async () => {
      if (file.size > LARGEST) return t.meetings.signIn.picture.tooLarge;
      const read = await this.#calls.readPicture(await base64Of(file));
      return read.kind === "code" ? this.#send(read.text) : pictureRefusal(read);
    });
  }

  /** With a code as text. */
  async text(text: string): Promise<void> {
    await this.#do(() => this.#send(text));
  }

  /** With what a camera sees now; true once that was a code. A picture without one is no news. */
  async look(frame: Blob): Promise<boolean> {
    if (this.#busy) return false;
    let seen = false;
    await this.#do(async () => {
      const read = await this.#calls.readPicture(await base64Of(frame));
      if (read.kind === "nothing") return this.#refusal;
      if (read.kind !== "code") return pictureRefusal(read);
      seen = true;
      return this.#send(read.text);
    });
    return seen;
  }

  /** Why not; empty once it is on its way. */
  async #send(text: string): Promise<string> {
    const sent = await this.#calls.signIn(text);
    if (sent.kind === "no_code") return codeRefusal(sent.refusal);
    if (sent.kind === "queued") this.#entry = sent.entry.id;
    return "";
  }

  async #do(work: () => Promise<string>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.#refusal = await work();
      if (this.#refusal) this.#entry = null;
    } catch (thrown) {
      const { what, todo } = errorText(toAppError(thrown, "sign_in_to_meeting"));
      this.#refusal = t.meetings.signIn.failed(what, sentences(todo));
      this.#entry = null;
    } finally {
      this.#busy = false;
    }
  }
}
