//! The outbox and the activity log.

use super::NoArgs;
use crate::client::Client;
use muster_domain::{
    error::AppError,
    id::{ConnectionId, DraftId, OutboxId, TaskId},
    outbox::{Activity, EffectSearch, OutboxState, Verdict},
    read::Rows,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneEntry {
    pub entry: OutboxId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Window {
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Settle {
    pub entry: OutboxId,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutboxKind {
    PublishTask,
    FinishTask,
}

/// An entry without its ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OutboxView {
    pub id: OutboxId,
    pub connection: ConnectionId,
    pub connection_name: String,
    pub kind: OutboxKind,
    /// The task's title.
    pub title: String,
    /// Distinct people that a publication calls.
    pub people: Option<u32>,
    pub state: OutboxState,
    pub created_at: Time,
    pub changed_at: Time,
    pub send_at: Time,
    /// How often it was tried.
    pub attempts: u32,
    pub problem: Option<AppError>,
    pub search: Option<EffectSearch>,
    pub task: Option<TaskId>,
}

/// For the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutboxCounts {
    /// Queued or sending.
    pub moving: u32,
    /// Unknown, or held until somebody signs in.
    pub needs_you: u32,
}

pub(super) async fn list(_client: &Client, _args: Window) -> Result<Rows<OutboxView>, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn count(_client: &Client, _args: NoArgs) -> Result<OutboxCounts, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn take_back(
    _client: &Client,
    _args: OneEntry,
) -> Result<Option<DraftId>, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn send_now(_client: &Client, _args: OneEntry) -> Result<OutboxView, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn search_again(
    _client: &Client,
    _args: OneEntry,
) -> Result<OutboxView, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn settle(_client: &Client, _args: Settle) -> Result<OutboxView, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn activity(_client: &Client, _args: Window) -> Result<Rows<Activity>, AppError> {
    Err(AppError::NotFound)
}
