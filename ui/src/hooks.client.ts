import type { HandleClientError } from "@sveltejs/kit";

import { systemLocale } from "$lib/i18n";
import { CallError } from "$lib/ipc/error";

/*
 * Under LANG=C the webview's language is "C", which is none. Libraries hand it to
 * Intl as they are loaded, and would throw there.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: systemLocale(navigator.language) });
}

/** What a page could not load, as the error page shows it. */
export const handleError: HandleClientError = ({ error, message }) =>
  error instanceof CallError ? { message, app: error.app } : { message };
