import { SvelteMap } from "svelte/reactivity";

import { invalidate } from "$app/navigation";
import { toast } from "$lib/design";
import { errorText } from "$lib/i18n";

import type {
  AppError,
  ConnectionId,
  OutboxId,
  OutboxView,
  Quest,
  QuestId,
  QuestResult,
  ResetType,
} from "./bindings";
import { call, toAppError } from "./call";
import { on } from "./events";
import { signInFor } from "./signin";

/** What the page of a board has read. */
interface Around {
  connection: ConnectionId;
  /** What of the board is read. */
  rows: readonly Quest[];
  /** What was written last. */
  latest: readonly OutboxView[];
  /** The latest write to the quest that is open. */
  entry: OutboxView | null | undefined;
}

type Asked = "abandon" | "delete";
type OneAct = "accept" | "complete" | "claim" | Asked;
type BatchAct = "accept" | "claim";

const ONE = {
  accept: "accept_quest",
  abandon: "abandon_quest",
  complete: "complete_quest",
  claim: "claim_quest",
  delete: "delete_quest",
} as const;

/** What is done to quests from a board: one by one, several at once, and set back. */
export class QuestDesk {
  /** An act is being handed over. */
  busy = $state(false);
  /** Why the last one could not be. */
  problem = $state<AppError | null>(null);
  /** What is asked before it is done to the quest that is open. */
  asking = $state<Asked | null>(null);
  /** The write that the password is asked for. */
  password = $state<OutboxId | null>(null);

  /** Those selected on the board, as they were when they were. */
  readonly #picked = new SvelteMap<QuestId, Quest>();
  #batch = $state<{ act: BatchAct; sent: OutboxView | null } | null>(null);
  #reset = $state<{ sent: OutboxView | null } | null>(null);
  results = $state.raw<readonly QuestResult[]>([]);
  /** Writes of this page that wait for a password were asked about, each once. */
  #acted: OutboxId | null = null;
  #of: ConnectionId | null = null;
  readonly #around: () => Around;

  constructor(around: () => Around) {
    this.#around = around;
  }

  get picked(): { has: (quest: QuestId) => boolean; size: number } {
    return this.#picked;
  }
  /** Those selected, as far as it is known how they are by now. */
  get chosen(): Quest[] {
    const { rows } = this.#around();
    return [...this.#picked.values()].map(
      (quest) => rows.find(({ id }) => id === quest.id) ?? quest,
    );
  }
  /** The batch that is asked about or sent, with what became of it. */
  get batch(): { act: BatchAct; entry: OutboxView | null } | null {
    return this.#batch && { act: this.#batch.act, entry: this.#now(this.#batch.sent) };
  }
  get resetting(): { entry: OutboxView | null } | null {
    return this.#reset && { entry: this.#now(this.#reset.sent) };
  }

  /** As the outbox has it by now. */
  #now(sent: OutboxView | null): OutboxView | null {
    return sent && (this.#around().latest.find(({ id }) => id === sent.id) ?? sent);
  }

  /** Another connection: nothing of this one stays. */
  of(connection: ConnectionId): void {
    if (this.#of === connection) return;
    if (this.#of !== null) {
      this.#picked.clear();
      this.#batch = this.#reset = this.asking = null;
      this.password = null;
    }
    this.#of = connection;
  }

  pick(quests: readonly Quest[], on: boolean): void {
    for (const quest of quests) {
      if (on) this.#picked.set(quest.id, quest);
      else this.#picked.delete(quest.id);
    }
  }
  clear(): void {
    this.#picked.clear();
  }

  ask(what: Asked | null): void {
    this.problem = null;
    this.asking = what;
  }
  async act(act: OneAct, quest: QuestId): Promise<void> {
    const { connection } = this.#around();
    const sent = await this.#hand(() => call(ONE[act], { connection, quest }));
    if (sent) this.asking = null;
    // Nothing stands open that could say so.
    else if (this.asking === null && this.problem) toast.failed(errorText(this.problem).what);
  }

  askBatch(act: BatchAct): void {
    this.problem = null;
    this.results = [];
    this.#batch = { act, sent: null };
  }
  async sendBatch(): Promise<void> {
    const batch = this.#batch;
    if (!batch) return;
    const { connection } = this.#around();
    const quests = [...this.#picked.keys()];
    const command = batch.act === "accept" ? "accept_quests" : "claim_quests";
    const sent = await this.#hand(() => call(command, { connection, quests }));
    if (sent) this.#batch = { ...batch, sent };
  }
  closeBatch(): void {
    if (this.#batch?.sent) this.clear();
    this.#batch = null;
  }

  askReset(): void {
    this.problem = null;
    this.#reset = { sent: null };
  }
  async reset(reset: ResetType, chosen: boolean): Promise<void> {
    const { connection } = this.#around();
    const quests = chosen ? [...this.#picked.keys()] : [];
    const sent = await this.#hand(() =>
      call("reset_quests", { connection, order: { reset, quests } }),
    );
    if (sent) this.#reset = { sent };
  }
  closeReset(): void {
    this.#reset = null;
  }

  askPassword(entry: OutboxView | null | undefined): void {
    this.password = entry?.id ?? null;
  }
  closePassword(): void {
    this.password = null;
  }
  async signIn(username: string, password: string, plain: boolean): Promise<AppError | null> {
    if (this.password === null) return null;
    const { connection } = this.#around();
    const problem = await signInFor(this.password, connection, username, password, plain);
    if (problem === null) this.password = null;
    return problem;
  }

  /** What was done here and waits for a password asks for it; a batch reads its results. */
  follow(): void {
    const { latest, entry } = this.#around();
    const acted = [...latest, ...(entry ? [entry] : [])].find(({ id }) => id === this.#acted);
    if (acted?.problem?.code === "password_needed") {
      this.#acted = null;
      this.password = acted.id;
    }
    const batch = this.batch?.entry;
    if (batch?.outcome && this.results.length === 0) void this.#readResults(batch.id);
  }
  async #readResults(entry: OutboxId): Promise<void> {
    const { rows } = await call("list_quest_results", { entry, offset: 0, limit: 100 }).catch(
      () => ({ rows: [] }),
    );
    if (this.batch?.entry?.id === entry) this.results = rows;
  }

  async #hand(send: () => Promise<OutboxView>): Promise<OutboxView | null> {
    if (this.busy) return null;
    this.busy = true;
    this.problem = null;
    try {
      const sent = await send();
      this.#acted = sent.id;
      await invalidate(on("outbox"));
      return sent;
    } catch (thrown) {
      this.problem = toAppError(thrown, "quests");
      return null;
    } finally {
      this.busy = false;
    }
  }
}
