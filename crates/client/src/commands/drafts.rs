//! Drafts and publishing.

use super::{connections, outbox::OutboxView};
use crate::client::Client;
use muster_domain::{
    draft::{DraftView, Rehearsal, TaskFields},
    error::AppError,
    id::{ConnectionId, DraftId},
    read::Read,
    task::PublishInfo,
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

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DraftSummary {
    pub id: DraftId,
    /// As typed; may be empty.
    pub title: String,
    pub changed_at: Time,
}

pub(super) async fn list(
    _client: &Client,
    _args: ListDrafts,
) -> Result<Vec<DraftSummary>, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn new(_client: &Client, _args: NewDraft) -> Result<DraftView, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn get(_client: &Client, _args: OneDraft) -> Result<DraftView, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn save(_client: &Client, _args: SaveDraft) -> Result<DraftView, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn delete(_client: &Client, _args: OneDraft) -> Result<(), AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn publish_info(
    _client: &Client,
    _args: connections::One,
) -> Result<Read<PublishInfo>, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn rehearse(_client: &Client, _args: OneDraft) -> Result<Rehearsal, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn publish(_client: &Client, _args: OneDraft) -> Result<OutboxView, AppError> {
    Err(AppError::NotFound)
}
