/** What a menu opens into: all that is read stands inside a landmark. */
export const landmark = (): Element => document.querySelector("main") ?? document.body;
