//! Tasks: lists, detail, boards.

mod boards_args;

pub(crate) use boards_args::{
    Arrival, BoardPerson, CheckInPicture, FollowUp, FollowUpLink, NoteCall, OneOnTask,
    ResponsePicture, TaskLinks,
};

use super::outbox::{OutboxView, view};
use crate::{boards, client::Client, packet, people, tasks};
use muster_domain::{
    board::{
        CallNote, CheckInBoard, CheckInStatus, Disagreement, ResponseBoard, ResponseStatus,
        SeenCheckIn,
    },
    draft::DraftView,
    error::AppError,
    id::{ConnectionId, TaskId},
    packet::Packet,
    read::{Page, Read, Rows},
    task::{CalledThrough, Level, Participant, Phase, TaskDetail, TaskList, TaskSummary},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneTask {
    pub connection: ConnectionId,
    pub task: TaskId,
}

impl OneTask {
    pub(crate) fn new(connection: &ConnectionId, task: &TaskId) -> Self {
        Self {
            connection: connection.clone(),
            task: task.clone(),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListTasks {
    pub connection: ConnectionId,
    pub list: TaskList,
    /// From 1.
    pub page: u32,
    /// Matches title, launcher, place: Chinese, pinyin or initials. Empty, and
    /// without a phase: the page as the server cuts it.
    pub filter: String,
    /// Only tasks that stand there now, by their own times.
    #[serde(default)]
    #[ts(optional)]
    pub phase: Option<Phase>,
}

/// A row with the phase that its own times give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskRow {
    pub summary: TaskSummary,
    /// By the clock of its server and the task's times. Shown; where it differs
    /// from `summary.phase`, both are.
    pub phase: Phase,
    /// The outbox holds a finish that is not confirmed yet.
    pub finishing: bool,
    /// Figures of `summary` that were counted from rows, where the server says
    /// otherwise.
    pub disagreements: Vec<Disagreement>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskView {
    pub detail: TaskDetail,
    pub phase: Phase,
    pub finishing: bool,
    /// As of a row.
    pub disagreements: Vec<Disagreement>,
}

/// An office or organisation that a task called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PeopleGroup {
    pub through: CalledThrough,
    /// Empty for those who were chosen individually.
    pub name: String,
    pub level: Option<Level>,
    pub people: u32,
}

/// Whom a task called, by office and organisation: first the offices, then the
/// organisations, then those who were chosen individually.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PeopleGroups {
    /// Everybody, once.
    pub people: u32,
    pub groups: Rows<PeopleGroup>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListGroups {
    pub connection: ConnectionId,
    pub task: TaskId,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListPeople {
    pub connection: ConnectionId,
    pub task: TaskId,
    /// One of the groups; `null` for everybody.
    pub through: Option<CalledThrough>,
    pub group: Option<String>,
    pub filter: String,
    /// `null` for the server's order.
    pub sort: Option<PeopleSort>,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PeopleSort {
    Name,
    Group,
    Through,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResponseSort {
    Name,
    Office,
    Status,
    RespondedAt,
    /// The likeliest to make it first; who was phoned already, after the
    /// others.
    Calling,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListResponses {
    pub connection: ConnectionId,
    pub task: TaskId,
    pub status: Option<ResponseStatus>,
    /// Of this office only.
    pub office: Option<String>,
    /// Matches name, office, phone.
    pub filter: String,
    pub sort: ResponseSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckInSort {
    Name,
    Office,
    Status,
    /// When they were first seen checked in.
    SeenAt,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListCheckIns {
    pub connection: ConnectionId,
    pub task: TaskId,
    pub status: Option<CheckInStatus>,
    /// Of this office only.
    pub office: Option<String>,
    pub filter: String,
    pub sort: CheckInSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

pub(super) async fn list(
    client: &Client,
    args: ListTasks,
) -> Result<Read<Page<TaskRow>>, AppError> {
    tasks::list(client, args).await
}

pub(super) async fn get(client: &Client, args: OneTask) -> Result<Read<TaskView>, AppError> {
    tasks::get(client, args).await
}

pub(super) async fn groups(
    client: &Client,
    args: ListGroups,
) -> Result<Read<PeopleGroups>, AppError> {
    people::groups(client, args).await
}

pub(super) async fn people(
    client: &Client,
    args: ListPeople,
) -> Result<Read<Rows<Participant>>, AppError> {
    people::people(client, args).await
}

pub(super) async fn response_board(
    client: &Client,
    args: OneTask,
) -> Result<Read<ResponseBoard>, AppError> {
    boards::response_board(client, args).await
}

pub(super) async fn responses(
    client: &Client,
    args: ListResponses,
) -> Result<Read<Rows<BoardPerson>>, AppError> {
    boards::responses(client, args).await
}

pub(super) async fn check_in_board(
    client: &Client,
    args: OneTask,
) -> Result<Read<CheckInBoard>, AppError> {
    boards::check_in_board(client, args).await
}

pub(super) async fn check_ins(
    client: &Client,
    args: ListCheckIns,
) -> Result<Read<Rows<SeenCheckIn>>, AppError> {
    boards::check_ins(client, args).await
}

pub(super) async fn packet(client: &Client, args: OneTask) -> Result<Read<Packet>, AppError> {
    packet::get(client, args).await
}

pub(super) async fn finish(client: &Client, args: OneTask) -> Result<OutboxView, AppError> {
    view(client, tasks::finish(client, args).await?).await
}

pub(super) async fn response_picture(
    client: &Client,
    args: OneTask,
) -> Result<Read<ResponsePicture>, AppError> {
    boards::response_picture(client, args).await
}

pub(super) async fn check_in_picture(
    client: &Client,
    args: OneTask,
) -> Result<Read<CheckInPicture>, AppError> {
    boards::check_in_picture(client, args).await
}

pub(super) async fn note_call(
    client: &Client,
    args: NoteCall,
) -> Result<Option<CallNote>, AppError> {
    boards::note_call(client, args).await
}

pub(super) async fn dial(client: &Client, args: OneOnTask) -> Result<(), AppError> {
    boards::dial(client, args).await
}

pub(super) async fn follow_up(client: &Client, args: FollowUp) -> Result<DraftView, AppError> {
    boards::follow_up(client, args).await
}

pub(super) async fn links(client: &Client, args: OneTask) -> Result<TaskLinks, AppError> {
    boards::links(client, args).await
}

pub(super) async fn open_wall(client: &Client, args: OneTask) -> Result<(), AppError> {
    boards::open_wall(client, args).await
}
