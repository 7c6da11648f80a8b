/** A way to the core. What comes over it is checked nowhere else: the bindings are its types. */
export interface Transport {
  /** Answers the command's result, or throws `CallError`. */
  call(name: string, args: unknown): Promise<unknown>;
  /** Reports every event until the function that it answers is called. */
  listen(report: (event: unknown) => void): Promise<() => void>;
}
