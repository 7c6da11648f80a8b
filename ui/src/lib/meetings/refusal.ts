import { formatNumber, t } from "$lib/i18n";
import type { CodeRefusal, PictureRead } from "$lib/ipc/bindings";

/** Why a text is no sign-in code, in a sentence. */
export function codeRefusal(refusal: CodeRefusal): string {
  const words = t.meetings.signIn.refusal;
  switch (refusal.reason) {
    case "too_long":
      return words.tooLong(formatNumber(refusal.length));
    case "not_a_code":
      return words.notACode;
    case "elsewhere":
      return words.elsewhere;
    case "other_scene":
      return words.otherScene;
    case "missing":
      return words.missing(words.values[refusal.value]);
    case "twice":
      return words.twice(words.values[refusal.value]);
    case "malformed":
      return words.malformed(words.values[refusal.value]);
    case "unexpected":
      return words.unexpected;
  }
}

/** Why nobody can be signed in with a picture, in a sentence. */
export function pictureRefusal(read: Exclude<PictureRead, { kind: "code" }>): string {
  const words = t.meetings.signIn.picture;
  switch (read.kind) {
    case "several":
      return words.several(formatNumber(read.count));
    case "other":
      return codeRefusal(read.refusal);
    case "nothing":
      return words.nothing;
    case "not_a_picture":
      return words.notAPicture;
    case "too_large":
      return words.tooLarge;
  }
}
