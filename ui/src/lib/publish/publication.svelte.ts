import type { AppError, DraftId, OutboxView, Problem, Rehearsal } from "$lib/ipc/bindings";
import { toAppError } from "$lib/ipc/error";

/** What is asked of the core once something was handed over. */
export interface SendingCalls {
  takeBack: (entry: OutboxView) => Promise<DraftId | null>;
  sendNow: (entry: OutboxView) => Promise<OutboxView>;
}

/** What sending asks of the core; `Facts` are what the last look shows. */
export interface PublicationCalls<Facts = Rehearsal> extends SendingCalls {
  rehearse: () => Promise<Facts>;
  /** Null where something is in the way after all, which the form shows. */
  publish: () => Promise<OutboxView | null>;
}

/** Where a publication stands, as its page shows it. */
export type Stage =
  | "countdown"
  | "waiting"
  | "held"
  | "sending"
  | "confirmed"
  | "rejected"
  | "unknown"
  | "taken_back";

/**
 * Queued is three things to a reader: the seconds to take it back, a server
 * that is away and will be tried again, and a session that has ended.
 */
export function stageOf(entry: OutboxView): Stage {
  if (entry.state !== "queued") return entry.state;
  if (entry.problem === null) return "countdown";
  return entry.problem.code === "not_signed_in" ? "held" : "waiting";
}

type Act = "rehearsing" | "publishing" | "taking_back" | "sending";

/** What was handed over, until the answer. One act at a time: a second press does nothing. */
export class Sending {
  entry = $state<OutboxView | null>(null);
  busy = $state<Act | null>(null);
  /** Why the last act failed; never a problem of the entry itself. */
  problem = $state<AppError | null>(null);

  readonly #calls: SendingCalls;

  constructor(entry: OutboxView | null, calls: SendingCalls) {
    this.entry = entry;
    this.#calls = calls;
  }

  /** Answers true once it is certain that nothing leaves. */
  async takeBack(): Promise<boolean> {
    const entry = this.entry;
    if (!entry) return false;
    return this.act("taking_back", async () => {
      await this.#calls.takeBack(entry);
      this.entry = null;
    });
  }

  async sendNow(): Promise<void> {
    const entry = this.entry;
    if (!entry) return;
    await this.act("sending", async () => {
      this.#follow(await this.#calls.sendNow(entry));
    });
  }

  /** The outbox was read again. */
  reread(entry: OutboxView): void {
    if (this.entry?.id === entry.id) this.#follow(entry);
  }

  /** Answers overtake one another: whichever tells of what was last stays. */
  #follow(entry: OutboxView): void {
    if (!this.entry || entry.changed_at >= this.entry.changed_at) this.entry = entry;
  }

  protected async act(act: Act, work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = act;
    try {
      await work();
      this.problem = null;
      return true;
    } catch (thrown) {
      this.problem = toAppError(thrown, act);
      return false;
    } finally {
      this.busy = null;
    }
  }
}

/** From the rehearsal to the answer. */
export class Publication<Facts = Rehearsal> extends Sending {
  rehearsal = $state<Facts | null>(null);
  readonly #calls: PublicationCalls<Facts>;

  constructor(entry: OutboxView | null, calls: PublicationCalls<Facts>) {
    super(entry, calls);
    this.#calls = calls;
  }

  /** Opens the rehearsal, or answers what is in the way. */
  async rehearse(): Promise<Problem[]> {
    await this.act("rehearsing", async () => {
      this.rehearsal = await this.#calls.rehearse();
    });
    if (this.problem?.code !== "invalid") return [];
    const { problems } = this.problem;
    this.problem = null;
    return problems;
  }

  cancel(): void {
    if (this.busy !== "publishing") this.rehearsal = null;
  }

  async publish(): Promise<void> {
    await this.act("publishing", async () => {
      this.entry = await this.#calls.publish();
      this.rehearsal = null;
    });
  }
}
