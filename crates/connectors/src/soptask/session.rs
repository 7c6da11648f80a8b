//! What a SopTask connection keeps between two starts.

use crate::{connector::Session, http::Jar};
use muster_domain::id::EnterpriseId;
use serde::{Deserialize, Serialize};

/// Raised whenever an older version could not read what this one writes.
const VERSION: u32 = 1;

/// Whether somebody is signed in, and what they chose. A cookie alone tells
/// nothing: such servers give one to everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) signed_in: bool,
    #[serde(default)]
    pub(super) enterprise: Option<EnterpriseId>,
}

/// The stored form. A field may be added with a default, never changed.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    version: u32,
    known: Known,
    cookies: Jar,
}

/// As opaque text. What cannot be written is a session that signs in again.
pub(super) fn to_session(known: Known, cookies: Jar) -> Session {
    let kept = Kept {
        version: VERSION,
        known,
        cookies,
    };
    Session(serde_json::to_string(&kept).unwrap_or_default())
}

/// What was kept; nothing, if it is of a later version or damaged.
pub(super) fn from_session(session: &Session) -> (Known, Jar) {
    match serde_json::from_str::<Kept>(&session.0) {
        Ok(kept) if kept.version == VERSION => (kept.known, kept.cookies),
        _ => {
            tracing::warn!("the kept session cannot be read");
            (Known::default(), Jar::default())
        }
    }
}
