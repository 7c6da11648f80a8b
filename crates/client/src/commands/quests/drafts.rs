//! Quests being written or changed.

use crate::{
    client::Client,
    commands::{
        connections,
        drafts::OneDraft,
        outbox::{OutboxView, view},
    },
    quests,
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, DraftId, QuestId},
    quest::{QuestFields, QuestProblem},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewQuestDraft {
    pub connection: ConnectionId,
    /// The quest to change, whose detail must have been read; `null` for a new
    /// one.
    pub quest: Option<QuestId>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveQuestDraft {
    pub draft: DraftId,
    pub fields: QuestFields,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestDraftSummary {
    pub id: DraftId,
    /// The quest that it changes; `null` for a new one.
    pub quest: Option<QuestId>,
    /// As typed; may be empty.
    pub name: String,
    pub changed_at: Time,
}

/// A draft with what is in the way of sending it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestDraftView {
    pub id: DraftId,
    pub connection: ConnectionId,
    /// The quest that it changes; `null` for a new one.
    pub quest: Option<QuestId>,
    pub changed_at: Time,
    pub fields: QuestFields,
    /// Nothing differs from the quest.
    pub unchanged: bool,
    pub problems: Vec<QuestProblem>,
}

/// Whether something went into the outbox, and if not, why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestSent {
    Queued {
        entry: Box<OutboxView>,
    },
    /// Nothing differs from what is there.
    Unchanged,
    Invalid {
        problems: Vec<QuestProblem>,
    },
}

pub(in crate::commands) async fn list(
    client: &Client,
    args: connections::One,
) -> Result<Vec<QuestDraftSummary>, AppError> {
    quests::drafts::list(client, args.connection).await
}

pub(in crate::commands) async fn new(
    client: &Client,
    args: NewQuestDraft,
) -> Result<QuestDraftView, AppError> {
    quests::drafts::new(client, args.connection, args.quest).await
}

pub(in crate::commands) async fn get(
    client: &Client,
    args: OneDraft,
) -> Result<QuestDraftView, AppError> {
    quests::drafts::get(client, &args.draft).await
}

pub(in crate::commands) async fn save(
    client: &Client,
    args: SaveQuestDraft,
) -> Result<QuestDraftView, AppError> {
    quests::drafts::save(client, &args.draft, args.fields).await
}

pub(in crate::commands) async fn delete(client: &Client, args: OneDraft) -> Result<(), AppError> {
    quests::drafts::delete(client, &args.draft).await
}

pub(in crate::commands) async fn send(
    client: &Client,
    args: OneDraft,
) -> Result<QuestSent, AppError> {
    match quests::drafts::send(client, &args.draft).await? {
        Ok(Some(entry)) => {
            let entry = Box::new(view(client, entry).await?);
            Ok(QuestSent::Queued { entry })
        }
        Ok(None) => Ok(QuestSent::Unchanged),
        Err(problems) => Ok(QuestSent::Invalid { problems }),
    }
}
