//! Groups, templates, and drafts made from what was there before.

use super::{clubs::drafts::ClubDraftView, tasks::OneTask};
use crate::{client::Client, saved};
use muster_domain::{
    draft::DraftView,
    error::AppError,
    id::{ConnectionId, DraftId, SavedId},
    picker::PickerTotals,
    read::Rows,
    saved::{SavedKind, SavedView},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Those from one on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListSaved {
    pub connection: ConnectionId,
    #[serde(default)]
    pub offset: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneSaved {
    pub saved: SavedId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveAs {
    pub draft: DraftId,
    pub kind: SavedKind,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RenameSaved {
    pub saved: SavedId,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddSaved {
    pub draft: DraftId,
    pub saved: SavedId,
}

pub(super) async fn list(client: &Client, args: ListSaved) -> Result<Rows<SavedView>, AppError> {
    saved::list(client, args.connection, args.offset).await
}

pub(super) async fn save(client: &Client, args: SaveAs) -> Result<SavedView, AppError> {
    saved::save(client, &args.draft, args.kind, &args.name).await
}

pub(super) async fn rename(client: &Client, args: RenameSaved) -> Result<(), AppError> {
    saved::rename(client, &args.saved, &args.name).await
}

pub(super) async fn delete(client: &Client, args: OneSaved) -> Result<(), AppError> {
    saved::delete(client, &args.saved).await
}

pub(super) async fn add(client: &Client, args: AddSaved) -> Result<PickerTotals, AppError> {
    saved::add(client, &args.draft, &args.saved).await
}

pub(super) async fn draft_from_template(
    client: &Client,
    args: OneSaved,
) -> Result<DraftView, AppError> {
    saved::draft_from_template(client, &args.saved).await
}

pub(super) async fn club_draft_from_template(
    client: &Client,
    args: OneSaved,
) -> Result<ClubDraftView, AppError> {
    saved::club_draft_from_template(client, &args.saved).await
}

pub(super) async fn draft_from_task(client: &Client, args: OneTask) -> Result<DraftView, AppError> {
    saved::draft_from_task(client, args).await
}
