//! Who is signed in to a WeClubs connection.

use crate::wiped;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// What is kept of it between two starts. Prints nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) user: String,
    #[serde(with = "wiped")]
    pub(super) token: Zeroizing<String>,
    /// Whether it administers a club; `None` before the server said.
    #[serde(default)]
    pub(super) administers: Option<bool>,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account { .. }")
    }
}
