//! Why a questboard server did not do what it was asked (chapter 6).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The codes of chapter 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestRefusal {
    /// 1001 任务不存在
    NoSuchQuest,
    /// 1002 任务已接取
    AlreadyAccepted,
    /// 1003 任务已过期, and cannot be accepted.
    Expired,
    /// 1004 等级不足
    LevelTooLow,
    /// 1005 前置任务未完成
    PrerequisiteMissing,
    /// 1006 任务未接取
    NotAccepted,
    /// 1007 任务已完成，无法放弃
    AlreadyCompleted,
    /// 1008 任务进度不足，无法完成
    NotEnoughProgress,
    /// 1009 任务已过期, and cannot be completed.
    RanOut,
    /// 1010 任务未完成，无法领取奖励
    NotCompleted,
    /// 1011 奖励已领取
    AlreadyClaimed,
    /// 1012 任务不可用: inactive, or completed as often as it can be.
    Unavailable,
    /// 1013 任务已失败
    Failed,
    /// 1014 批量操作部分失败
    PartlyFailed,
    /// 1015 参数错误
    BadParameters,
    /// 1016 操作频率限制
    TooOften,
    /// 1017 系统错误. It may have done what it was asked, or half of it.
    ServerError,
    /// A code that is in no document.
    Other(u32),
}

impl QuestRefusal {
    /// Every code of chapter 6, in its order.
    pub const ALL: [Self; 17] = [
        Self::NoSuchQuest,
        Self::AlreadyAccepted,
        Self::Expired,
        Self::LevelTooLow,
        Self::PrerequisiteMissing,
        Self::NotAccepted,
        Self::AlreadyCompleted,
        Self::NotEnoughProgress,
        Self::RanOut,
        Self::NotCompleted,
        Self::AlreadyClaimed,
        Self::Unavailable,
        Self::Failed,
        Self::PartlyFailed,
        Self::BadParameters,
        Self::TooOften,
        Self::ServerError,
    ];
}

/// A refusal with the server's words, which may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Refused {
    pub refusal: QuestRefusal,
    /// Text, never branched on.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_refusals_keep_their_form() {
        let mut all = QuestRefusal::ALL.to_vec();
        all.push(QuestRefusal::Other(1099));
        let json = serde_json::to_string(&all).unwrap();
        insta::assert_snapshot!(json, @r#"["no_such_quest","already_accepted","expired","level_too_low","prerequisite_missing","not_accepted","already_completed","not_enough_progress","ran_out","not_completed","already_claimed","unavailable","failed","partly_failed","bad_parameters","too_often","server_error",{"other":1099}]"#);
        assert_eq!(
            serde_json::from_str::<Vec<QuestRefusal>>(&json).unwrap(),
            all
        );
    }
}
