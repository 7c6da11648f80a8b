import type { HandleClientError } from "@sveltejs/kit";

import { CallError } from "$lib/ipc/error";

/** What a page could not load, as the error page shows it. */
export const handleError: HandleClientError = ({ error, message }) =>
  error instanceof CallError ? { message, app: error.app } : { message };
