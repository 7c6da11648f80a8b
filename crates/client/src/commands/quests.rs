//! Quests of a questboard server: the board, and what is done to it.

pub(crate) mod acts;
pub(crate) mod drafts;

use super::connections;
use crate::{client::Client, quests};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, QuestId},
    quest::{
        AuditEntry, Category, Quest, QuestDetail, QuestFilter, QuestProgress, QuestStatus,
        QuestType,
    },
    read::{Read, Rows},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneQuest {
    pub connection: ConnectionId,
    pub quest: QuestId,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestSort {
    /// As the server has them.
    #[default]
    Board,
    Name,
    Kind,
    Category,
    Status,
    /// By the share that is done.
    Progress,
    /// The nearest end first; what has none comes last.
    ExpiresAt,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListQuests {
    pub connection: ConnectionId,
    /// Its text matches name, description, category: Chinese, pinyin or initials.
    pub filter: QuestFilter,
    pub sort: QuestSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

/// The head of the board, counted from all of its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestBoard {
    pub quests: u32,
    /// The server's own count, where it differs.
    pub told: Option<u32>,
    /// The most frequent first.
    pub statuses: Vec<StatusCount>,
    pub kinds: Vec<KindCount>,
    pub categories: Vec<CategoryCount>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StatusCount {
    pub status: QuestStatus,
    pub quests: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct KindCount {
    pub kind: QuestType,
    pub quests: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CategoryCount {
    pub category: Category,
    pub quests: u32,
}

/// How far the account is, reckoned from the counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestStanding {
    pub progress: QuestProgress,
    /// Whole percent, at most 100.
    pub percent: u32,
    /// When its time is over, by the server's clock.
    pub ends_at: Option<Time>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListAudit {
    pub connection: ConnectionId,
    pub offset: u32,
    pub limit: u32,
}

pub(super) async fn board(
    client: &Client,
    args: connections::One,
) -> Result<Read<QuestBoard>, AppError> {
    quests::board(client, args.connection).await
}

pub(super) async fn list(client: &Client, args: ListQuests) -> Result<Read<Rows<Quest>>, AppError> {
    quests::list(client, args).await
}

pub(super) async fn get(client: &Client, args: OneQuest) -> Result<Read<QuestDetail>, AppError> {
    quests::detail(client, args).await
}

pub(super) async fn progress(
    client: &Client,
    args: OneQuest,
) -> Result<Read<QuestStanding>, AppError> {
    quests::standing(client, args).await
}

pub(super) async fn categories(
    client: &Client,
    args: connections::One,
) -> Result<Read<Vec<Category>>, AppError> {
    quests::categories(client, args.connection).await
}

pub(super) async fn audit(
    client: &Client,
    args: ListAudit,
) -> Result<Read<Rows<AuditEntry>>, AppError> {
    quests::audit(client, args).await
}
