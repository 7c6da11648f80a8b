//! A quest as an admin creates or changes it (5.1, 5.2).

use super::{QuestType, ResetType, Reward};
use crate::{
    id::{CategoryId, QuestId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A quest to be created: fields that passed their check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewQuest {
    pub name: String,
    pub description: String,
    pub category: CategoryId,
    pub kind: QuestType,
    pub target_type: String,
    /// A JSON object, written out.
    pub target_params: Option<String>,
    pub target_count: u32,
    pub rewards: Vec<Reward>,
    pub prerequisites: Vec<QuestId>,
    pub level_required: Option<u32>,
    /// Seconds from accepting; `null` is without end.
    pub time_limit_s: Option<u32>,
    pub reset: Option<ResetType>,
    pub max_completions: Option<u32>,
    pub active: Option<bool>,
    pub starts_at: Option<Time>,
    pub ends_at: Option<Time>,
}

/// What changes of something that need not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Change<T> {
    Clear,
    Set(T),
}

impl<T> Change<T> {
    /// Setting what is there, clearing where nothing is.
    pub fn to(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }

    /// What is there afterwards.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }
}

/// A change to a quest. What is `None` stays as it is, and is not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuestEdit {
    pub name: Option<String>,
    pub description: Option<String>,
    pub category: Option<CategoryId>,
    pub kind: Option<QuestType>,
    pub target_type: Option<String>,
    /// A JSON object, written out.
    pub target_params: Option<Change<String>>,
    pub target_count: Option<u32>,
    /// All that there will be.
    pub rewards: Option<Vec<Reward>>,
    /// All that there will be.
    pub prerequisites: Option<Vec<QuestId>>,
    /// 0 is everybody.
    pub level_required: Option<u32>,
    /// Seconds from accepting.
    pub time_limit_s: Option<Change<u32>>,
    pub reset: Option<ResetType>,
    pub max_completions: Option<u32>,
    pub active: Option<bool>,
    pub starts_at: Option<Change<Time>>,
    pub ends_at: Option<Change<Time>>,
}

impl QuestEdit {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the server made of a new quest (5.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestCreated {
    pub quest: QuestId,
    pub at: Option<Time>,
}
