//! Tables as files and as text for the clipboard.

use super::{
    clubs::{meetings::ListAttendees, missions::ListMissionPeople},
    map::ListPositions,
    moments::{ListMomentJobs, ListMomentPeople},
    quests::ListQuests,
    tasks::{ListCheckIns, ListPeople, ListResponses},
};
use crate::{client::Client, export};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, TaskId},
    task::{Phase, TaskList},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A table as it is on screen: filtered and sorted alike, and all of its rows
/// whatever window the query looks at.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Listing {
    /// Every page of a list that is cached, filtered.
    Tasks {
        connection: ConnectionId,
        list: TaskList,
        filter: String,
        #[serde(default)]
        #[ts(optional)]
        phase: Option<Phase>,
    },
    Responses(ListResponses),
    CheckIns(ListCheckIns),
    People(ListPeople),
    Positions(ListPositions),
    /// A meeting's attendance sheet.
    Attendees(ListAttendees),
    /// Who was given a mission, and each of its parts.
    MissionPeople(ListMissionPeople),
    /// The board of a questboard server.
    Quests(ListQuests),
    /// What staff were to post.
    MomentJobs(ListMomentJobs),
    /// Who was to post one of these.
    MomentPeople(ListMomentPeople),
    Outbox,
    Activity,
}

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    Xlsx,
    Csv,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportTable {
    pub listing: Listing,
    pub format: FileFormat,
    /// The ids of the columns, in their order; empty for all there are.
    pub columns: Vec<String>,
    /// Telephone numbers and whereabouts go along in privacy mode too.
    pub reveal: bool,
}

/// A task whose packet is written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportPacket {
    pub connection: ConnectionId,
    pub task: TaskId,
    /// As in [`ExportTable`].
    pub reveal: bool,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// Names it to [`reveal_export`](OneExport) until the program ends.
    pub export: u32,
    /// The file's name, without its folder.
    pub name: String,
    pub rows: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneExport {
    pub export: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CopyTable {
    pub listing: Listing,
    pub columns: Vec<String>,
    /// As in [`ExportTable`].
    pub reveal: bool,
    pub offset: u32,
    pub limit: u32,
}

/// Lines of cells that tabs part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Copied {
    pub text: String,
    /// How many of the rows asked for are in it; ask for the rest from there.
    pub rows: u32,
    /// How many the listing has.
    pub total: u32,
    /// Something private is masked in it.
    pub masked: bool,
}

/// Some rows of a listing, to be set on paper: texts in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrintedTable {
    /// Of the task; empty for what is of none.
    pub title: String,
    /// What the listing is.
    pub name: String,
    /// What it is filtered by; empty if by nothing.
    pub filter: String,
    pub columns: Vec<PrintedColumn>,
    /// From the offset asked for; as many as fit into an answer.
    pub rows: Vec<Vec<String>>,
    pub total: u32,
    /// `null` for what is this machine's own.
    pub fetched_at: Option<Time>,
    pub complete: bool,
    /// Something private is masked in it.
    pub masked: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrintedColumn {
    pub id: String,
    pub title: String,
    /// Numbers, which stand under one another.
    pub numeric: bool,
}

pub(super) async fn table(
    client: &Client,
    args: ExportTable,
) -> Result<Option<Exported>, AppError> {
    export::table(client, args).await
}

pub(super) async fn packet(
    client: &Client,
    args: ExportPacket,
) -> Result<Option<Exported>, AppError> {
    export::packet(client, args).await
}

pub(super) async fn copy(client: &Client, args: CopyTable) -> Result<Copied, AppError> {
    export::copy(client, args).await
}

pub(super) async fn print(client: &Client, args: CopyTable) -> Result<PrintedTable, AppError> {
    export::print(client, args).await
}

pub(super) async fn reveal(client: &Client, args: OneExport) -> Result<(), AppError> {
    export::reveal(client, args.export).await
}
