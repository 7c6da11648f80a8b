//! The missions that the account published.

use super::{ListAffairs, OneMission};
use crate::{
    client::Client,
    clubs,
    commands::outbox::{OutboxView, view},
};
use muster_domain::{
    club::ClubName,
    error::AppError,
    id::{ConnectionId, MissionId},
    mission::{MissionBoard, MissionPerson, MissionStatus, MissionSummary, MissionUnit, Reminder},
    read::{Read, Rows},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A row of the list, and what its figures count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MissionRow {
    #[serde(flatten)]
    pub summary: MissionSummary,
    /// As the mission itself was last read; `null` where nobody knows.
    pub unit: Option<MissionUnit>,
}

/// A mission without its people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MissionView {
    pub id: MissionId,
    pub content: String,
    pub club: ClubName,
    pub published_at: Option<Time>,
    pub deadline: Option<Time>,
    pub status: Option<MissionStatus>,
    pub board: MissionBoard,
    /// In the server's order; none where everybody was given the whole.
    pub parts: Vec<PartView>,
    /// How many more there are than are listed here.
    pub unlisted_parts: u32,
    /// How many a reminder to confirm would reach.
    pub to_confirm: u32,
    /// How many a reminder to finish would reach.
    pub to_finish: u32,
    /// When they were last reminded from here.
    pub confirm_reminded_at: Option<Time>,
    pub finish_reminded_at: Option<Time>,
}

/// 子任务, without its people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PartView {
    pub id: MissionId,
    pub content: String,
    pub people: u32,
    pub confirmed: u32,
    pub finished: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RemindMission {
    pub connection: ConnectionId,
    pub mission: MissionId,
    pub of: Reminder,
}

/// Somebody with a mission, and where they stand in its club.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MissionPersonRow {
    pub person: MissionPerson,
    /// As the people of the club were last read; empty if they never were.
    pub department: String,
    pub job: String,
    /// The texts of the parts that this row is about; none where it is about
    /// the whole.
    pub parts: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissionPersonSort {
    Name,
    Department,
    /// Those who have not confirmed first.
    Confirmed,
    /// Those who have not finished first.
    Finished,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListMissionPeople {
    pub connection: ConnectionId,
    pub mission: MissionId,
    /// One of its parts; `null` for everybody, each once.
    pub part: Option<MissionId>,
    /// Only those whom this reminder would reach.
    pub waited_for: Option<Reminder>,
    pub filter: String,
    pub sort: MissionPersonSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

pub(in crate::commands) async fn list(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<MissionRow>>, AppError> {
    clubs::missions(client, args).await
}

pub(in crate::commands) async fn get(
    client: &Client,
    args: OneMission,
) -> Result<Read<MissionView>, AppError> {
    clubs::mission(client, args).await
}

pub(in crate::commands) async fn people(
    client: &Client,
    args: ListMissionPeople,
) -> Result<Read<Rows<MissionPersonRow>>, AppError> {
    clubs::mission_people(client, args).await
}

pub(in crate::commands) async fn remind(
    client: &Client,
    args: RemindMission,
) -> Result<OutboxView, AppError> {
    let entry = clubs::remind_mission(client, args.connection, args.mission, args.of).await?;
    view(client, entry).await
}

pub(in crate::commands) async fn revert(
    client: &Client,
    args: OneMission,
) -> Result<OutboxView, AppError> {
    let entry = clubs::revert_mission(client, args.connection, args.mission).await?;
    view(client, entry).await
}
