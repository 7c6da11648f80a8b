/**
 * Whether a key belongs to an input method that is composing a word. WebKit
 * reports the Enter that commits the word with `isComposing === false` and
 * `keyCode === 229`, so both are asked. Every key handler asks this first.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
