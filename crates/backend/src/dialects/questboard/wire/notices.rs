//! What listeners are told (chapter 3).

use serde::Serialize;

use super::{Reward, percentage, rewards};
use crate::dialects::read::in_beijing;
use crate::service::quests::Notice;

#[expect(clippy::enum_variant_names, reason = "the document's words")]
#[derive(Serialize)]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
pub enum Event {
    TaskProgressUpdated {
        task_id: i64,
        old_progress: i64,
        new_progress: i64,
        target_count: i64,
        percentage: i64,
        is_completed: bool,
    },
    TaskCompleted {
        task_id: i64,
        task_name: String,
        rewards: Vec<Reward>,
        completed_at: Option<String>,
    },
    TaskExpiring {
        task_id: i64,
        task_name: String,
        expire_at: String,
        time_remaining: i64,
    },
}

impl From<&Notice> for Event {
    fn from(notice: &Notice) -> Self {
        match notice {
            Notice::Progressed(moved) => Self::TaskProgressUpdated {
                task_id: moved.quest_id,
                old_progress: moved.from,
                new_progress: moved.to,
                target_count: moved.target_count,
                percentage: percentage(moved.to, moved.target_count),
                is_completed: moved.to >= moved.target_count,
            },
            Notice::Completed(standing) => Self::TaskCompleted {
                task_id: standing.quest.quest_id,
                task_name: standing.quest.plan.name.clone(),
                rewards: rewards(standing.quest.plan.rewards.clone()),
                completed_at: standing.run.ended.map(in_beijing),
            },
            Notice::Expiring(standing, now, ends) => Self::TaskExpiring {
                task_id: standing.quest.quest_id,
                task_name: standing.quest.plan.name.clone(),
                expire_at: in_beijing(*ends),
                time_remaining: ends.duration_since(*now).as_secs().max(0),
            },
        }
    }
}
