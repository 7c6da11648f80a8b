//! Who is signed in to a questboard connection.

use crate::wiped;
use muster_domain::{quest::QuestUser, time::Time};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// What is kept of it between two starts. Prints nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) user: QuestUser,
    pub(super) is_admin: bool,
    #[serde(with = "wiped")]
    pub(super) token: Zeroizing<String>,
    /// When the password was given, by our clock.
    pub(super) at: Time,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account { .. }")
    }
}
