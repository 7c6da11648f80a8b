//! What a WeClubs connection keeps between two starts.

use crate::{connector::Session, wiped};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// Raised whenever an older version could not read what this one writes.
const VERSION: u32 = 1;

/// Who is signed in. Prints nothing.
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

/// The stored form. A field may be added with a default, never changed.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    account: Option<Account>,
}

/// As opaque text. What cannot be written is a session that signs in again.
pub(super) fn to_session(account: Option<Account>) -> Session {
    let kept = Kept {
        version: VERSION,
        account,
    };
    Session(serde_json::to_string(&kept).unwrap_or_default())
}

/// Who was signed in; nobody, if it is of a later version or damaged.
pub(super) fn from_session(session: &Session) -> Option<Account> {
    match serde_json::from_str::<Kept>(&session.0) {
        Ok(kept) if kept.version == VERSION => kept.account,
        _ => {
            tracing::warn!("the kept session cannot be read");
            None
        }
    }
}
