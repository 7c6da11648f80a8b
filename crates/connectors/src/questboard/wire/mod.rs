//! Document 003 and the calls around it, as types. The words of the server stand
//! here and nowhere else.

pub(super) mod ask;
pub(super) mod code;
pub(super) mod path;

use crate::json::{Amount, Count, Flag, Id, List, Moment, Number, Object, Strict, Text};
use serde::Deserialize;

/// Fields by name, for saying where an answer is broken.
pub(super) const CODE: &str = "code";
pub(super) const DATA: &str = "data";
pub(super) const TOKEN: &str = "token";
pub(super) const ID: &str = "id";
pub(super) const TASK_ID: &str = "task_id";

/// `type` of a quest.
pub(super) const DAILY: &str = "daily";
pub(super) const WEEKLY: &str = "weekly";
pub(super) const ACHIEVEMENT: &str = "achievement";
pub(super) const EVENT: &str = "event";
pub(super) const TUTORIAL: &str = "tutorial";
pub(super) const TEAM: &str = "team";

/// 未接取, 进行中, 已完成, 已领取奖励, 已失败, 已过期: `status`.
pub(super) const NOT_ACCEPTED: &str = "0";
pub(super) const IN_PROGRESS: &str = "1";
pub(super) const COMPLETED: &str = "2";
pub(super) const CLAIMED: &str = "3";
pub(super) const FAILED: &str = "4";
pub(super) const EXPIRED: &str = "5";

/// `reset_type`; the first two as for `type`.
pub(super) const NONE: &str = "none";
pub(super) const MONTHLY: &str = "monthly";

/// `action` of a line of the audit log.
pub(super) const CREATE: &str = "create";
pub(super) const UPDATE: &str = "update";
pub(super) const DELETE: &str = "delete";
pub(super) const RESET: &str = "reset";
pub(super) const CLAIM: &str = "claim";

/// `event` of a notification (chapter 3).
pub(super) const PROGRESS_UPDATED: &str = "task_progress_updated";
pub(super) const TASK_COMPLETED: &str = "task_completed";
pub(super) const TASK_EXPIRING: &str = "task_expiring";

/// What stands around every answer's `data`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    pub(super) code: Option<Count>,
    pub(super) message: Text,
}

/// An answer's content.
#[derive(Debug, Deserialize)]
pub(super) struct Enveloped<T> {
    pub(super) data: Option<Strict<T>>,
}

/// `POST /api/auth/login`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignedIn {
    pub(super) token: Text,
    pub(super) user: Strict<User>,
    pub(super) is_admin: Flag,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct User {
    pub(super) id: Id,
    pub(super) name: Text,
    pub(super) level: Count,
}

/// A page of any list.
#[derive(Debug, Deserialize)]
#[serde(default, bound = "T: Deserialize<'de>")]
pub(super) struct Paged<T> {
    pub(super) total: Count,
    pub(super) page_size: Count,
    pub(super) list: List<Strict<T>>,
}

impl<T> Default for Paged<T> {
    fn default() -> Self {
        Self {
            total: Count::default(),
            page_size: Count::default(),
            list: List::default(),
        }
    }
}

/// A row of the list (2.1), and the detail (2.2).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Task {
    pub(super) id: Id,
    pub(super) name: Text,
    pub(super) description: Text,
    pub(super) r#type: Text,
    pub(super) category: Option<Strict<Category>>,
    pub(super) target_type: Text,
    pub(super) target_count: Count,
    pub(super) current_progress: Count,
    pub(super) status: Text,
    pub(super) rewards: List<Strict<Reward>>,
    pub(super) time_limit: Count,
    pub(super) expire_at: Moment,
    pub(super) is_available: Flag,
    /// These of newer servers.
    pub(super) reset_type: Text,
    pub(super) max_completions: Option<Count>,
    pub(super) completions: Option<Count>,
    /// These of the detail only.
    pub(super) target_params: Object,
    pub(super) prerequisite_tasks: List<Strict<Prerequisite>>,
    pub(super) level_required: Count,
    pub(super) unavailable_reason: Text,
    /// These of an admin's detail only, and not on every server.
    pub(super) is_active: Option<Flag>,
    #[serde(deserialize_with = "told")]
    pub(super) start_time: Option<Moment>,
    #[serde(deserialize_with = "told")]
    pub(super) end_time: Option<Moment>,
}

/// What is there, though it be `null`.
fn told<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Moment>, D::Error> {
    Moment::deserialize(deserializer).map(Some)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Category {
    pub(super) id: Id,
    pub(super) name: Text,
}

/// `GET /api/task/categories`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Categories {
    pub(super) list: List<Strict<Category>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reward {
    pub(super) item_id: Id,
    pub(super) item_name: Text,
    pub(super) quantity: Amount,
    pub(super) icon: Text,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Prerequisite {
    pub(super) id: Id,
    pub(super) name: Text,
    pub(super) is_completed: Flag,
}

/// Accepted, completed, claimed (2.3, 2.5, 2.6).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Moved {
    pub(super) task_id: Id,
    pub(super) status: Text,
    pub(super) progress: Count,
    pub(super) expire_at: Moment,
    pub(super) rewards: List<Strict<Reward>>,
    pub(super) can_claim_now: Flag,
}

/// 获取任务进度 (2.7).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Progress {
    pub(super) task_id: Id,
    pub(super) target_count: Count,
    pub(super) current_progress: Count,
    pub(super) percentage: Number,
    pub(super) status: Text,
    pub(super) details: List<Strict<Part>>,
    pub(super) expire_at: Moment,
    pub(super) time_remaining: Number,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    pub(super) target_id: Text,
    pub(super) target_name: Text,
    pub(super) current_count: Count,
    pub(super) required_count: Count,
}

/// 批量操作 (chapter 4).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Batch {
    pub(super) success_count: Option<Count>,
    pub(super) failed_count: Option<Count>,
    pub(super) results: List<Strict<BatchRow>>,
    pub(super) total_rewards: List<Strict<Reward>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BatchRow {
    pub(super) task_id: Id,
    pub(super) success: Flag,
    pub(super) message: Text,
    pub(super) error_code: Count,
    pub(super) rewards: List<Strict<Reward>>,
}

/// 创建任务 (5.1).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Created {
    pub(super) id: Id,
    pub(super) created_at: Moment,
}

/// 手动重置任务 (5.4).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reset {
    pub(super) reset_type: Text,
    pub(super) affected_count: Count,
    pub(super) reset_time: Moment,
}

/// A line of the audit log.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Audit {
    pub(super) id: Id,
    pub(super) at: Moment,
    pub(super) user_id: Id,
    pub(super) user_name: Text,
    pub(super) action: Text,
    pub(super) task_id: Id,
    pub(super) task_name: Text,
    pub(super) detail: Text,
}

/// A notification, before it is known of what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Event {
    pub(super) event: Text,
}

/// The three notifications (chapter 3).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    pub(super) task_id: Id,
    pub(super) task_name: Text,
    pub(super) old_progress: Count,
    pub(super) new_progress: Count,
    pub(super) target_count: Count,
    pub(super) is_completed: Flag,
    pub(super) rewards: List<Strict<Reward>>,
    pub(super) completed_at: Moment,
    pub(super) expire_at: Moment,
    pub(super) time_remaining: Number,
}
