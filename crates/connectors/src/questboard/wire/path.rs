//! The paths of the calls, segment by segment.

pub(crate) type Path = &'static [&'static str];

pub(crate) const SIGN_IN: Path = &["api", "auth", "login"];
pub(crate) const SIGN_OUT: Path = &["api", "auth", "logout"];

/// 2.1 to 2.7.
pub(crate) const LIST: Path = &["api", "task", "list"];
pub(crate) const DETAIL: Path = &["api", "task", "detail"];
pub(crate) const ACCEPT: Path = &["api", "task", "accept"];
pub(crate) const ABANDON: Path = &["api", "task", "abandon"];
pub(crate) const COMPLETE: Path = &["api", "task", "complete"];
pub(crate) const CLAIM: Path = &["api", "task", "claim-reward"];
pub(crate) const PROGRESS: Path = &["api", "task", "progress"];
pub(crate) const CATEGORIES: Path = &["api", "task", "categories"];

/// Chapter 3.
pub(crate) const EVENTS: Path = &["api", "task", "events"];

/// 4.1 and 4.2.
pub(crate) const BATCH_ACCEPT: Path = &["api", "task", "batch-accept"];
pub(crate) const BATCH_CLAIM: Path = &["api", "task", "batch-claim-reward"];

/// 5.1 to 5.4.
pub(crate) const CREATE: Path = &["api", "admin", "task", "create"];
pub(crate) const UPDATE: Path = &["api", "admin", "task", "update"];
pub(crate) const DELETE: Path = &["api", "admin", "task", "delete"];
pub(crate) const RESET: Path = &["api", "admin", "task", "reset"];
pub(crate) const AUDIT: Path = &["api", "admin", "task", "audit"];
