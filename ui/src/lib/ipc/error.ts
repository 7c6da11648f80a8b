import type { AppError } from "./bindings";

/** A command failed; `app` says how. */
export class CallError extends Error {
  override readonly name = "CallError";
  readonly app: AppError;

  constructor(app: AppError) {
    super(app.code);
    this.app = app;
  }
}

function isAppError(value: unknown): value is AppError {
  return (
    typeof value === "object" && value !== null && typeof Reflect.get(value, "code") === "string"
  );
}

/** Whatever was thrown, as the error that a page can show. `doing` names what failed, for the id of a mistake of ours. */
export function toAppError(thrown: unknown, doing = "ui"): AppError {
  if (thrown instanceof CallError) return thrown.app;
  if (isAppError(thrown)) return thrown;
  return { code: "internal", id: doing };
}
