import type { AppError } from "$lib/ipc/bindings";

declare global {
  namespace App {
    interface Error {
      message: string;
      /** Set when the failure came from a command. */
      app?: AppError;
    }
    interface PageState {
      /** A page for paper shows what privacy mode masks: somebody said so just now. */
      reveal?: boolean;
    }
  }
}
