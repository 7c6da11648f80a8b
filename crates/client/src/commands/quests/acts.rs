//! What is done to quests.

use super::OneQuest;
use crate::{
    client::Client,
    commands::outbox::{OutboxView, view},
    quests::{self, Act, ManyAct},
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, OutboxId, QuestId},
    quest::{BatchResult, ResetOrder, ResetType, Reward},
    read::Rows,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SomeQuests {
    pub connection: ConnectionId,
    /// 1 to 100; each is named once.
    pub quests: Vec<QuestId>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ResetQuests {
    pub connection: ConnectionId,
    pub order: ResetOrder,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListResults {
    /// A batch.
    pub entry: OutboxId,
    pub offset: u32,
    pub limit: u32,
}

/// What became of one quest of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestResult {
    pub quest: QuestId,
    pub name: String,
    /// `null` until it is known; of a batch that was read back, for what was
    /// not done.
    pub result: Option<BatchResult>,
}

/// What a write to a questboard server came to beside yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestOutcome {
    Accepted {
        expires_at: Option<Time>,
    },
    /// There is something to claim.
    Completed {
        rewards: Vec<Reward>,
        can_claim_now: bool,
    },
    Claimed {
        rewards: Vec<Reward>,
    },
    /// Of a batch; `list_quest_results` has its rows.
    Batch {
        done: u32,
        refused: u32,
        /// By item, counted from the rows.
        rewards: Vec<Reward>,
    },
    Reset {
        reset: ResetType,
        /// Quests set back, counted once for each user.
        affected: u32,
        reset_at: Option<Time>,
    },
}

async fn act(client: &Client, args: OneQuest, act: Act) -> Result<OutboxView, AppError> {
    let entry = quests::act(client, args.connection, args.quest, act).await?;
    view(client, entry).await
}

pub(in crate::commands) async fn accept(
    client: &Client,
    args: OneQuest,
) -> Result<OutboxView, AppError> {
    act(client, args, Act::Accept).await
}

pub(in crate::commands) async fn abandon(
    client: &Client,
    args: OneQuest,
) -> Result<OutboxView, AppError> {
    act(client, args, Act::Abandon).await
}

pub(in crate::commands) async fn complete(
    client: &Client,
    args: OneQuest,
) -> Result<OutboxView, AppError> {
    act(client, args, Act::Complete).await
}

pub(in crate::commands) async fn claim(
    client: &Client,
    args: OneQuest,
) -> Result<OutboxView, AppError> {
    act(client, args, Act::Claim).await
}

pub(in crate::commands) async fn accept_many(
    client: &Client,
    args: SomeQuests,
) -> Result<OutboxView, AppError> {
    let accept = ManyAct::Accept;
    let entry = quests::act_on_many(client, args.connection, args.quests, accept).await?;
    view(client, entry).await
}

pub(in crate::commands) async fn claim_many(
    client: &Client,
    args: SomeQuests,
) -> Result<OutboxView, AppError> {
    let claim = ManyAct::Claim;
    let entry = quests::act_on_many(client, args.connection, args.quests, claim).await?;
    view(client, entry).await
}

pub(in crate::commands) async fn delete(
    client: &Client,
    args: OneQuest,
) -> Result<OutboxView, AppError> {
    let entry = quests::delete(client, args.connection, args.quest).await?;
    view(client, entry).await
}

pub(in crate::commands) async fn reset(
    client: &Client,
    args: ResetQuests,
) -> Result<OutboxView, AppError> {
    let entry = quests::reset(client, args.connection, args.order).await?;
    view(client, entry).await
}

pub(in crate::commands) async fn results(
    client: &Client,
    args: ListResults,
) -> Result<Rows<QuestResult>, AppError> {
    quests::results(client, args).await
}
