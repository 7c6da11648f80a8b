//! The recipient picker.

use super::drafts::OneDraft;
use crate::client::Client;
use muster_domain::{
    error::AppError,
    id::DraftId,
    picker::{PickerRow, PickerTotals, PickerView},
    read::{Read, Rows},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "ListPickerRows")]
pub struct ListRows {
    pub draft: DraftId,
    pub view: PickerView,
    pub query: String,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "TogglePickerRow")]
pub struct Toggle {
    pub draft: DraftId,
    pub view: PickerView,
    pub key: String,
    pub on: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "ExpandPickerRow")]
pub struct Expand {
    pub draft: DraftId,
    pub view: PickerView,
    pub key: String,
    pub expanded: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "TogglePickerMatches")]
pub struct ToggleMatches {
    pub draft: DraftId,
    pub view: PickerView,
    pub query: String,
    pub on: bool,
}

pub(super) async fn totals(
    _client: &Client,
    _args: OneDraft,
) -> Result<Read<PickerTotals>, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn rows(
    _client: &Client,
    _args: ListRows,
) -> Result<Read<Rows<PickerRow>>, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn toggle(_client: &Client, _args: Toggle) -> Result<PickerTotals, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn expand(_client: &Client, _args: Expand) -> Result<u32, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn toggle_matches(
    _client: &Client,
    _args: ToggleMatches,
) -> Result<PickerTotals, AppError> {
    Err(AppError::NotFound)
}
