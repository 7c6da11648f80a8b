//! The recipient picker.

use super::drafts::OneDraft;
use crate::{client::Client, picker};
use muster_domain::{
    error::AppError,
    id::DraftId,
    picker::{OverlappingTask, PickerEntry, PickerList, PickerRow, PickerTotals, PickerView},
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
    /// With every row beside it; to open them only.
    pub siblings: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "SeekPickerRow")]
pub struct Seek {
    pub draft: DraftId,
    pub view: PickerView,
    pub query: String,
    pub typed: String,
    /// The row that is looked at first.
    pub from: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListPickerPeople {
    pub draft: DraftId,
    pub list: PickerList,
    pub offset: u32,
    pub limit: u32,
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
    client: &Client,
    args: OneDraft,
) -> Result<Read<PickerTotals>, AppError> {
    picker::totals(client, &args.draft).await
}

pub(super) async fn rows(
    client: &Client,
    args: ListRows,
) -> Result<Read<Rows<PickerRow>>, AppError> {
    let ListRows {
        draft,
        view,
        query,
        offset,
        limit,
    } = args;
    picker::rows(client, &draft, view, query, offset, limit).await
}

pub(super) async fn toggle(client: &Client, args: Toggle) -> Result<PickerTotals, AppError> {
    picker::toggle(client, &args.draft, args.view, args.key, args.on).await
}

pub(super) async fn expand(client: &Client, args: Expand) -> Result<u32, AppError> {
    let Expand {
        draft,
        view,
        key,
        expanded,
        siblings,
    } = args;
    picker::expand(client, &draft, view, key, expanded, siblings).await
}

pub(super) async fn seek(client: &Client, args: Seek) -> Result<Option<u32>, AppError> {
    let Seek {
        draft,
        view,
        query,
        typed,
        from,
    } = args;
    picker::seek(client, &draft, view, query, typed, from).await
}

pub(super) async fn people(
    client: &Client,
    args: ListPickerPeople,
) -> Result<Read<Rows<PickerEntry>>, AppError> {
    picker::list(client, &args.draft, args.list, args.offset, args.limit).await
}

pub(super) async fn overlapping(
    client: &Client,
    args: OneDraft,
) -> Result<Vec<OverlappingTask>, AppError> {
    picker::overlapping(client, &args.draft).await
}

pub(super) async fn toggle_matches(
    client: &Client,
    args: ToggleMatches,
) -> Result<PickerTotals, AppError> {
    picker::toggle_matches(client, &args.draft, args.view, args.query, args.on).await
}
