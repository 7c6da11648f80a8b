/** A way to the core. What comes over it is checked nowhere else: the bindings are its types. */
export interface Transport {
  /** Answers the command's result, or throws `CallError`. */
  call(name: string, args: unknown): Promise<unknown>;
  /**
   * Reports every event until the function that it answers is called; answers
   * it once events flow. `missed` is told when some may have been lost since.
   */
  listen(report: (event: unknown) => void, missed?: () => void): Promise<() => void>;
}
