//! The words of types and statuses.

use super::wire;
use muster_domain::quest::{AuditAction, QuestStatus, QuestType, ResetType};

pub(super) fn quest_type(word: &str) -> QuestType {
    match word.trim() {
        wire::DAILY => QuestType::Daily,
        wire::WEEKLY => QuestType::Weekly,
        wire::ACHIEVEMENT => QuestType::Achievement,
        wire::EVENT => QuestType::Event,
        wire::TUTORIAL => QuestType::Tutorial,
        wire::TEAM => QuestType::Team,
        other => QuestType::Other(other.to_owned()),
    }
}

pub(in crate::questboard) fn type_word(kind: &QuestType) -> &str {
    match kind {
        QuestType::Daily => wire::DAILY,
        QuestType::Weekly => wire::WEEKLY,
        QuestType::Achievement => wire::ACHIEVEMENT,
        QuestType::Event => wire::EVENT,
        QuestType::Tutorial => wire::TUTORIAL,
        QuestType::Team => wire::TEAM,
        QuestType::Other(word) => word,
    }
}

pub(super) fn status(word: &str) -> QuestStatus {
    match word.trim() {
        // What is zero may be missing.
        "" | wire::NOT_ACCEPTED => QuestStatus::NotAccepted,
        wire::IN_PROGRESS => QuestStatus::InProgress,
        wire::COMPLETED => QuestStatus::Completed,
        wire::CLAIMED => QuestStatus::Claimed,
        wire::FAILED => QuestStatus::Failed,
        wire::EXPIRED => QuestStatus::Expired,
        other => QuestStatus::Other(other.to_owned()),
    }
}

pub(in crate::questboard) fn status_word(status: &QuestStatus) -> &str {
    match status {
        QuestStatus::NotAccepted => wire::NOT_ACCEPTED,
        QuestStatus::InProgress => wire::IN_PROGRESS,
        QuestStatus::Completed => wire::COMPLETED,
        QuestStatus::Claimed => wire::CLAIMED,
        QuestStatus::Failed => wire::FAILED,
        QuestStatus::Expired => wire::EXPIRED,
        QuestStatus::Other(word) => word,
    }
}

/// `None` where the server does not tell.
pub(super) fn reset_type(word: &str) -> Option<ResetType> {
    Some(match word.trim() {
        "" => return None,
        wire::NONE => ResetType::None,
        wire::DAILY => ResetType::Daily,
        wire::WEEKLY => ResetType::Weekly,
        wire::MONTHLY => ResetType::Monthly,
        other => ResetType::Other(other.to_owned()),
    })
}

pub(in crate::questboard) fn reset_word(reset: &ResetType) -> &str {
    match reset {
        ResetType::None => wire::NONE,
        ResetType::Daily => wire::DAILY,
        ResetType::Weekly => wire::WEEKLY,
        ResetType::Monthly => wire::MONTHLY,
        ResetType::Other(word) => word,
    }
}

pub(super) fn action(word: &str) -> AuditAction {
    match word.trim() {
        wire::CREATE => AuditAction::Create,
        wire::UPDATE => AuditAction::Update,
        wire::DELETE => AuditAction::Delete,
        wire::RESET => AuditAction::Reset,
        wire::CLAIM => AuditAction::Claim,
        other => AuditAction::Other(other.to_owned()),
    }
}
