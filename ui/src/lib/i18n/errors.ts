import type { AppError, QuestRefusal } from "$lib/ipc/bindings";

import { t } from "./catalogue.svelte";
import { formatNumber } from "./format";

/** An error in the reader's words. */
export interface ErrorText {
  what: string;
  kept: string;
  todo: string;
}

interface Row {
  what: string;
  kept: string;
  todo: string;
}
type RowWith = Omit<Row, "what"> & { what: (detail: string) => string };

const fill = (row: RowWith, detail: string): ErrorText => ({
  what: row.what(detail),
  kept: row.kept,
  todo: row.todo,
});

/** Refusals of which the server's own words tell more than ours. */
const WORDED = new Set<QuestRefusal>(["unavailable", "bad_parameters", "server_error"]);

/** Why a questboard server refused, and what to do. A code without its words does not compile. */
export function refusalText(refusal: QuestRefusal, message = ""): Omit<ErrorText, "kept"> {
  const words = t.refusals;
  const coded = typeof refusal === "string";
  const { what, todo } = coded
    ? words[refusal]
    : { ...words.other, what: words.other.what(String(refusal.other)) };
  const said = message.trim();
  return { what: said && (!coded || WORDED.has(refusal)) ? words.said(what, said) : what, todo };
}

/** A code without a row here does not compile: the switch would fall off its end. */
export function errorText(error: AppError): ErrorText {
  const words = t.errors;
  switch (error.code) {
    case "unreachable":
      return words.unreachable;
    case "timed_out":
      return error.sent ? words.timedOutAfter : words.timedOutBefore;
    case "cut_off":
      return words.cutOff;
    case "not_signed_in":
      return words.notSignedIn;
    case "no_enterprise":
      return words.noEnterprise;
    case "wrong_password":
      return words.wrongPassword;
    case "rejected": {
      const message = error.message.trim();
      if (message) return fill(words.rejected, message);
      return { ...words.rejected, what: words.rejected.whatWithoutWords };
    }
    case "quest_refused": {
      const { what, todo } = refusalText(error.refusal, error.message);
      return { what, kept: t.refusals.kept, todo };
    }
    case "password_needed":
      return words.passwordNeeded;
    case "broken_answer":
      return fill(words.brokenAnswer, error.path || "/");
    case "wrong_server":
      return words.wrongServer;
    case "not_accepted":
      return words.notAccepted[error.setting];
    case "too_large":
      return fill(words.tooLarge, formatNumber(error.cap_mib));
    case "draft_too_large":
      return fill(words.draftTooLarge, formatNumber(error.limit_kib));
    case "bad_address":
      return words.badAddress;
    case "not_encrypted":
      return words.notEncrypted;
    case "invalid":
      return fill(words.invalid, formatNumber(error.problems.length));
    case "not_found":
      return words.notFound;
    case "not_permitted":
      return words.notPermitted;
    case "read_only_window":
      return words.readOnlyWindow;
    case "too_late":
      return words.tooLate;
    case "nothing_cached":
      return words.nothingCached;
    case "locked":
      return words.locked;
    case "wrong_passphrase":
      return words.wrongPassphrase;
    case "try_later":
      return words.tryLater;
    case "storage":
      return words.storage;
    case "not_written":
      return error.full ? words.notWrittenFull : words.notWritten;
    case "no_program":
      return words.noProgram;
    case "internal":
      return fill(words.internal, error.id);
  }
}
