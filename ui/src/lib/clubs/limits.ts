/** Characters that real servers take; the rule itself is in Rust. */
export const CONTENT_LIMIT = 224;
export const COMMENT_LIMIT = 224;
