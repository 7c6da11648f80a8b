import { t } from "$lib/i18n";

/** Why nobody listens in: plain http counts only where it never leaves this machine. */
export const privateWord = (address: string): string =>
  address.trim().toLowerCase().startsWith("https:")
    ? t.connections.encrypted
    : t.connections.thisMachine;
