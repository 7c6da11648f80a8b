//! What a militia connection keeps between two starts.

use super::{Known, envelope::Dialect, location::Spelling};
use crate::{connector::Session, http::Jar};
use serde::{Deserialize, Serialize};

/// Raised whenever an older version could not read what this one writes.
const VERSION: u32 = 1;

/// The stored form. A field may be added with a default, never changed.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    version: u32,
    pub(super) dialect: Option<Dialect>,
    /// Whether the account is an office's; `None` before the first sign-in.
    #[serde(default)]
    pub(super) is_office: Option<bool>,
    #[serde(default)]
    pub(super) location: Option<Spelling>,
    #[serde(default)]
    pub(super) cookies: Jar,
}

impl Kept {
    pub(super) fn new(known: Known, cookies: Jar) -> Self {
        Self {
            version: VERSION,
            dialect: known.dialect,
            is_office: known.is_office,
            location: known.location,
            cookies,
        }
    }

    /// As opaque text. What cannot be written is a session that signs in again.
    pub(super) fn to_session(&self) -> Session {
        Session(serde_json::to_string(self).unwrap_or_default())
    }

    /// What was kept; nothing, if it is of a later version or damaged.
    pub(super) fn from_session(session: &Session) -> Self {
        match serde_json::from_str::<Self>(&session.0) {
            Ok(kept) if kept.version == VERSION => kept,
            _ => {
                tracing::warn!("the kept session cannot be read");
                Self::default()
            }
        }
    }
}
