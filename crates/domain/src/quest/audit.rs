//! What admins did, and who claimed what: the server's record.

use crate::{
    id::{AuditId, QuestId, QuestUserId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AuditAction {
    Create,
    Update,
    Delete,
    Reset,
    Claim,
    Other(String),
}

/// A line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditEntry {
    pub id: AuditId,
    pub at: Option<Time>,
    pub user: Option<QuestUserId>,
    pub user_name: String,
    pub action: AuditAction,
    /// `null` for what is about no single quest.
    pub quest: Option<QuestId>,
    /// As it was called then.
    pub quest_name: String,
    /// In the server's words.
    pub detail: String,
}
