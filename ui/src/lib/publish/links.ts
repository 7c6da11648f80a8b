/** Where a call-out that was sent leads on to. */
export interface SentLinks {
  tasks: string;
  /** Its task, where it is known. */
  task: string | null;
  outbox: string;
  /** A new draft. */
  another: string;
  signIn: string;
}
