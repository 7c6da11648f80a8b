//! Missions and meetings being written.

use super::{ClubSent, sent};
use crate::{
    client::Client,
    clubs,
    commands::{connections, drafts::OneDraft},
};
use muster_domain::{
    club::{ClubFields, ClubProblem},
    error::AppError,
    id::{ConnectionId, DraftId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewClubDraft {
    pub connection: ConnectionId,
    pub fields: ClubFields,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveClubDraft {
    pub draft: DraftId,
    pub fields: ClubFields,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ClubDraftSummary {
    pub id: DraftId,
    /// Else a mission.
    pub is_meeting: bool,
    /// As typed; may be empty.
    pub content: String,
    pub changed_at: Time,
}

/// A draft with what is in the way of sending it, as far as the cache can tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ClubDraftView {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub changed_at: Time,
    pub fields: ClubFields,
    /// Distinct people whom it reaches, once nothing is in the way.
    pub people: Option<u32>,
    pub problems: Vec<ClubProblem>,
}

pub(in crate::commands) async fn list(
    client: &Client,
    args: connections::One,
) -> Result<Vec<ClubDraftSummary>, AppError> {
    clubs::drafts::list(client, args.connection).await
}

pub(in crate::commands) async fn new(
    client: &Client,
    args: NewClubDraft,
) -> Result<ClubDraftView, AppError> {
    clubs::drafts::new(client, args.connection, args.fields).await
}

pub(in crate::commands) async fn get(
    client: &Client,
    args: OneDraft,
) -> Result<ClubDraftView, AppError> {
    clubs::drafts::get(client, &args.draft).await
}

pub(in crate::commands) async fn save(
    client: &Client,
    args: SaveClubDraft,
) -> Result<ClubDraftView, AppError> {
    clubs::drafts::save(client, &args.draft, args.fields).await
}

pub(in crate::commands) async fn delete(client: &Client, args: OneDraft) -> Result<(), AppError> {
    clubs::drafts::delete(client, &args.draft).await
}

pub(in crate::commands) async fn publish(
    client: &Client,
    args: OneDraft,
) -> Result<ClubSent, AppError> {
    match clubs::drafts::publish(client, &args.draft).await? {
        Ok(entry) => sent(client, entry).await,
        Err(problems) => Ok(ClubSent::Invalid { problems }),
    }
}
