//! 任务 of a questboard server (document 003). Always a quest here: to accept
//! and to complete mean other things in the militia's tasks.

mod audit;
mod batch;
mod check;
mod edit;
mod fields;
mod filter;
mod notice;
mod problem;
mod progress;
mod refusal;
mod reset;
mod settle;

pub use audit::{AuditAction, AuditEntry};
pub use batch::{BATCH_LIMIT, BatchOutcome, BatchResult, BatchRow};
pub use edit::{Change, NewQuest, QuestCreated, QuestEdit};
pub use fields::{QuestFields, RewardFields, TimeUnit};
pub use filter::QuestFilter;
pub use notice::QuestNotice;
pub use problem::{
    DESCRIPTION_LIMIT, LARGEST, NAME_LIMIT, QuestField, QuestProblem, QuestRule, WORD_LIMIT,
};
pub use progress::{ProgressPart, QuestProgress};
pub use refusal::{QuestRefusal, Refused};
pub use reset::{QuestReset, ResetOrder};

use crate::{
    id::{CategoryId, ItemId, QuestId, QuestUserId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 任务类型.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestType {
    Daily,
    Weekly,
    Achievement,
    Event,
    Tutorial,
    Team,
    Other(String),
}

/// 任务状态: how far the account is with a quest.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestStatus {
    /// 未接取
    NotAccepted,
    /// 进行中
    InProgress,
    /// 已完成, its reward not claimed yet.
    Completed,
    /// 已领取奖励
    Claimed,
    /// 已失败
    Failed,
    /// 已过期
    Expired,
    Other(String),
}

/// 重置类型: when a quest begins anew by itself, at midnight in Beijing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResetType {
    None,
    Daily,
    /// On Mondays.
    Weekly,
    /// On the 1st.
    Monthly,
    Other(String),
}

/// 任务分类.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Category {
    pub id: CategoryId,
    pub name: String,
}

/// 奖励.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reward {
    pub item: ItemId,
    pub name: String,
    pub quantity: u64,
    /// The name of a picture; never fetched.
    pub icon: Option<String>,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestUser {
    pub id: QuestUserId,
    pub name: String,
    pub level: u32,
}

/// A row of 获取任务列表 (2.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Quest {
    pub id: QuestId,
    pub name: String,
    pub description: String,
    pub kind: QuestType,
    pub category: Option<Category>,
    /// What has to be done, in the server's words.
    pub target_type: String,
    pub target_count: u32,
    pub progress: u32,
    pub status: QuestStatus,
    pub rewards: Vec<Reward>,
    /// Seconds from accepting; `null` is without end.
    pub time_limit_s: Option<u32>,
    /// When this account's time for it is over.
    pub expires_at: Option<Time>,
    pub available: bool,
    /// `null` where the server does not tell, which means never.
    pub reset: Option<ResetType>,
    /// How often it can be completed between two resets; `null` where the
    /// server does not tell, which means once.
    pub max_completions: Option<u32>,
    /// How often it was; `null` where the server does not tell.
    pub completions: Option<u32>,
}

/// 前置任务.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Prerequisite {
    pub quest: QuestId,
    pub name: String,
    pub completed: bool,
}

/// From when until when a quest is on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestWindow {
    pub starts_at: Option<Time>,
    pub ends_at: Option<Time>,
}

/// 获取任务详情 (2.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestDetail {
    #[serde(flatten)]
    #[ts(flatten)]
    pub quest: Quest,
    /// A JSON object, written out; `null` where there are none.
    pub target_params: Option<String>,
    pub prerequisites: Vec<Prerequisite>,
    /// 0 is everybody.
    pub level_required: u32,
    /// In the server's words; never branched on.
    pub unavailable_reason: Option<String>,
    /// Whether it is on the board at all. Only admins are told, and not by
    /// every server; `null` where it is not told.
    pub active: Option<bool>,
    /// The same.
    pub window: Option<QuestWindow>,
}

/// 接取任务 (2.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestAccepted {
    pub quest: QuestId,
    pub status: QuestStatus,
    pub progress: u32,
    pub expires_at: Option<Time>,
}

/// 完成任务 (2.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestCompleted {
    pub quest: QuestId,
    pub status: QuestStatus,
    /// What there is to claim.
    pub rewards: Vec<Reward>,
    pub can_claim_now: bool,
}

/// 领取任务奖励 (2.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestClaimed {
    pub quest: QuestId,
    pub status: QuestStatus,
    pub rewards: Vec<Reward>,
}

/// How long a sign-in lasts for claiming and for administering, milliseconds;
/// after it the server asks for the password again.
pub const FRESH_MS: i64 = 15 * 60 * 1000;

/// Whether the server would ask for the password before a claim or an act of an
/// admin at this moment.
pub fn wants_password(signed_in_at: Option<Time>, now: Time) -> bool {
    signed_in_at.is_none_or(|at| now.ms_since(at) >= FRESH_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_is_fresh_for_fifteen_minutes() {
        let at = Some(Time(1_000));
        assert!(!wants_password(at, Time(1_000 + FRESH_MS - 1)));
        assert!(wants_password(at, Time(1_000 + FRESH_MS)));
        assert!(wants_password(None, Time(1_000)));
    }

    #[test]
    fn stored_words_keep_their_form() {
        let kinds = [QuestType::Tutorial, QuestType::Other("raid".into())];
        insta::assert_snapshot!(serde_json::to_string(&kinds).unwrap(), @r#"["tutorial",{"other":"raid"}]"#);
        let statuses = [QuestStatus::NotAccepted, QuestStatus::Other("6".into())];
        insta::assert_snapshot!(serde_json::to_string(&statuses).unwrap(), @r#"["not_accepted",{"other":"6"}]"#);
        let resets = [ResetType::None, ResetType::Other("yearly".into())];
        insta::assert_snapshot!(serde_json::to_string(&resets).unwrap(), @r#"["none",{"other":"yearly"}]"#);
    }
}
