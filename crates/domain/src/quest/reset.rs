//! 手动重置任务 (5.4).

use super::ResetType;
use crate::{id::QuestId, time::Time};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Sets quests of one reset type back to not accepted, for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResetOrder {
    /// Daily, weekly or monthly.
    pub reset: ResetType,
    /// Those of them that are meant; all of the type, if none are named.
    pub quests: Vec<QuestId>,
}

/// What a reset came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestReset {
    pub reset: ResetType,
    /// Quests set back, counted once for each user who had accepted them.
    pub affected: u32,
    pub reset_at: Option<Time>,
}
