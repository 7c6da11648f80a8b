//! Drafts and publishing.

use super::outbox::{OutboxView, view};
use crate::{client::Client, drafts, outbox};
use muster_domain::{
    draft::{DraftView, Rehearsal, TaskFields},
    error::AppError,
    id::{ConnectionId, DraftId},
    read::Read,
    task::Place,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneDraft {
    pub draft: DraftId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListDrafts {
    pub connection: ConnectionId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewDraft {
    pub connection: ConnectionId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveDraft {
    pub draft: DraftId,
    pub fields: TaskFields,
}

/// The saved places from one on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListPlaces {
    pub connection: ConnectionId,
    #[serde(default)]
    pub offset: u32,
}

/// What publishing needs to know first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PublishPlaces {
    /// False for an organisation's account, which chooses organisations and
    /// their people only.
    pub is_office: bool,
    /// From the offset asked for; as many as fit into an answer.
    pub places: Vec<Place>,
    /// How many places there are.
    pub total: u32,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DraftSummary {
    pub id: DraftId,
    /// As typed; may be empty.
    pub title: String,
    pub changed_at: Time,
}

pub(super) async fn list(client: &Client, args: ListDrafts) -> Result<Vec<DraftSummary>, AppError> {
    drafts::list(client, &args.connection).await
}

pub(super) async fn new(client: &Client, args: NewDraft) -> Result<DraftView, AppError> {
    drafts::new(client, args.connection).await
}

pub(super) async fn get(client: &Client, args: OneDraft) -> Result<DraftView, AppError> {
    drafts::get(client, &args.draft).await
}

pub(super) async fn save(client: &Client, args: SaveDraft) -> Result<DraftView, AppError> {
    drafts::save(client, &args.draft, args.fields).await
}

pub(super) async fn delete(client: &Client, args: OneDraft) -> Result<(), AppError> {
    drafts::delete(client, &args.draft).await
}

pub(super) async fn publish_info(
    client: &Client,
    args: ListPlaces,
) -> Result<Read<PublishPlaces>, AppError> {
    crate::tasks::publish_info(client, args).await
}

pub(super) async fn rehearse(client: &Client, args: OneDraft) -> Result<Rehearsal, AppError> {
    drafts::rehearse(client, &args.draft).await
}

pub(super) async fn publish(client: &Client, args: OneDraft) -> Result<OutboxView, AppError> {
    view(client, outbox::publish_task(client, &args.draft).await?).await
}
