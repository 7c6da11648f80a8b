//! Clubs: their people, missions and meetings.

use super::connections;
use crate::{client::Client, clubs};
use muster_domain::{
    club::{ClubName, ClubStudent, GroupBy, MyClubs},
    error::AppError,
    id::{ClubId, ConnectionId, MeetingId, MissionId, StudentId},
    meeting::{Attendance, AttendanceBoard, Attendee, MeetingDetail, MeetingSummary},
    mission::{MissionBoard, MissionPerson, MissionStatus, MissionSummary, Reminder},
    read::{Read, Rows},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneMission {
    pub connection: ConnectionId,
    pub mission: MissionId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneMeeting {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
}

/// Some of a club's people.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Students {
    pub connection: ConnectionId,
    pub club: ClubId,
    /// `null` for everybody.
    pub group: Option<OneGroup>,
    /// Matches name, department, job, mobile: Chinese, pinyin or initials.
    pub filter: String,
}

/// Those of a club with something in common.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneGroup {
    pub by: GroupBy,
    /// Empty for those of whom it is not known.
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListGroups {
    pub connection: ConnectionId,
    pub club: ClubId,
    pub by: GroupBy,
    pub offset: u32,
    pub limit: u32,
}

/// People of a club with something in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StudentGroup {
    /// Empty for those of whom it is not known.
    pub name: String,
    pub people: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListStudents {
    pub of: Students,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListPublished {
    pub connection: ConnectionId,
    /// Matches text, club and place: Chinese, pinyin or initials.
    pub filter: String,
    pub offset: u32,
    pub limit: u32,
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
    /// How many a reminder to confirm would reach.
    pub to_confirm: u32,
    /// How many a reminder to finish would reach.
    pub to_finish: u32,
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
pub struct ListMissionPeople {
    pub connection: ConnectionId,
    pub mission: MissionId,
    /// One of its parts; `null` for those who were given the whole.
    pub part: Option<MissionId>,
    /// Only those whom this reminder would reach.
    pub waited_for: Option<Reminder>,
    pub filter: String,
    pub offset: u32,
    pub limit: u32,
}

/// Somebody who was invited, and what became of that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AttendeeRow {
    pub attendee: Attendee,
    pub attendance: Attendance,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttendeeSort {
    Name,
    Department,
    Attendance,
    /// The latest arrivals first where descending.
    SignedAt,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListAttendees {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
    pub attendance: Option<Attendance>,
    /// Of this department only.
    pub department: Option<String>,
    pub filter: String,
    pub sort: AttendeeSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

pub(super) async fn list(
    client: &Client,
    args: connections::One,
) -> Result<Read<MyClubs>, AppError> {
    clubs::mine(client, args.connection).await
}

pub(super) async fn groups(
    client: &Client,
    args: ListGroups,
) -> Result<Read<Rows<StudentGroup>>, AppError> {
    clubs::groups(client, args).await
}

pub(super) async fn students(
    client: &Client,
    args: ListStudents,
) -> Result<Read<Rows<ClubStudent>>, AppError> {
    clubs::students(client, args).await
}

pub(super) async fn student_ids(
    client: &Client,
    args: Students,
) -> Result<Read<Vec<StudentId>>, AppError> {
    clubs::student_ids(client, args).await
}

pub(super) async fn missions(
    client: &Client,
    args: ListPublished,
) -> Result<Read<Rows<MissionSummary>>, AppError> {
    clubs::missions(client, args).await
}

pub(super) async fn mission(
    client: &Client,
    args: OneMission,
) -> Result<Read<MissionView>, AppError> {
    clubs::mission(client, args).await
}

pub(super) async fn mission_people(
    client: &Client,
    args: ListMissionPeople,
) -> Result<Read<Rows<MissionPerson>>, AppError> {
    clubs::mission_people(client, args).await
}

pub(super) async fn meetings(
    client: &Client,
    args: ListPublished,
) -> Result<Read<Rows<MeetingSummary>>, AppError> {
    clubs::meetings(client, args).await
}

pub(super) async fn meeting(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<MeetingDetail>, AppError> {
    clubs::meeting(client, args).await
}

pub(super) async fn attendance_board(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<AttendanceBoard>, AppError> {
    clubs::attendance_board(client, args).await
}

pub(super) async fn attendees(
    client: &Client,
    args: ListAttendees,
) -> Result<Read<Rows<AttendeeRow>>, AppError> {
    clubs::attendees(client, args).await
}
