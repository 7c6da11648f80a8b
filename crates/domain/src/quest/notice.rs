//! 事件通知 (chapter 3): what a server tells unasked.

use super::Reward;
use crate::{id::QuestId, time::Time};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestNotice {
    /// 3.1
    Progress {
        quest: QuestId,
        before: u32,
        now: u32,
        target: u32,
        /// Whether there is enough to complete it.
        completed: bool,
    },
    /// 3.2
    Completed {
        quest: QuestId,
        name: String,
        rewards: Vec<Reward>,
        at: Option<Time>,
    },
    /// 3.3: its time is over soon.
    Expiring {
        quest: QuestId,
        name: String,
        expires_at: Option<Time>,
        /// Seconds, as of when the server said so.
        time_left_s: Option<u32>,
    },
}

impl QuestNotice {
    /// What it is about.
    pub fn quest(&self) -> &QuestId {
        match self {
            Self::Progress { quest, .. }
            | Self::Completed { quest, .. }
            | Self::Expiring { quest, .. } => quest,
        }
    }
}
