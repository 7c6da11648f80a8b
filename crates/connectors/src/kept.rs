//! An account that a connection keeps between two starts, for protocols that
//! keep nothing else.

use crate::connector::Session;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Raised whenever an older version could not read what this one writes.
const VERSION: u32 = 1;

/// The stored form. A field of an account may be added with a default, never
/// changed.
#[derive(Serialize, Deserialize)]
struct Kept<A> {
    version: u32,
    account: Option<A>,
}

/// As opaque text. What cannot be written is a session that signs in again.
pub(crate) fn to_session<A: Serialize>(account: Option<A>) -> Session {
    let kept = Kept {
        version: VERSION,
        account,
    };
    Session(serde_json::to_string(&kept).unwrap_or_default())
}

/// Who was signed in; nobody, if it is of a later version or damaged.
pub(crate) fn from_session<A: DeserializeOwned>(session: &Session) -> Option<A> {
    match serde_json::from_str::<Kept<A>>(&session.0) {
        Ok(kept) if kept.version == VERSION => kept.account,
        _ => {
            tracing::warn!("the kept session cannot be read");
            None
        }
    }
}
