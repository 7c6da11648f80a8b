//! The meetings that the account published, and who takes part.

use super::{ClubSent, ListAffairs, OneMeeting, sent};
use crate::{
    client::Client,
    clubs::{self, MeetingAct},
    commands::outbox::{OutboxView, view},
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, MeetingId},
    meeting::{
        Attendance, AttendanceBoard, Attendee, MeetingDetail, MeetingFields, MeetingSummary,
    },
    read::{Read, Rows},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeetingView {
    pub detail: MeetingDetail,
    /// When people were last reminded from here.
    pub reminded_at: Option<Time>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EditMeeting {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
    /// The form as it is now. What differs from the meeting is sent.
    pub fields: MeetingFields,
}

/// Somebody who was invited, and what became of that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AttendeeRow {
    pub attendee: Attendee,
    pub attendance: Attendance,
    /// Signed in while no code was on this machine's screen, though some were
    /// before or after.
    pub outside: bool,
    /// Signed in with many others within a second.
    pub in_burst: bool,
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

/// A figure of the participation board, as a choice of the people behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttendanceFigure {
    Unanswered,
    Confirmed,
    OnLeave,
    Signed,
    Late,
    Awaited,
    Absent,
    /// [`AttendeeRow::outside`].
    Outside,
    /// [`AttendeeRow::in_burst`].
    InBurst,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListAttendees {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
    /// `null` for everybody who was invited.
    pub figure: Option<AttendanceFigure>,
    /// Of this department only.
    pub department: Option<String>,
    pub filter: String,
    pub sort: AttendeeSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

pub(in crate::commands) async fn list(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<MeetingSummary>>, AppError> {
    clubs::meetings(client, args).await
}

pub(in crate::commands) async fn get(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<MeetingView>, AppError> {
    clubs::meeting(client, args).await
}

pub(in crate::commands) async fn board(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<AttendanceBoard>, AppError> {
    clubs::attendance_board(client, args).await
}

pub(in crate::commands) async fn attendees(
    client: &Client,
    args: ListAttendees,
) -> Result<Read<Rows<AttendeeRow>>, AppError> {
    clubs::attendees(client, args).await
}

async fn act(client: &Client, args: OneMeeting, act: MeetingAct) -> Result<OutboxView, AppError> {
    let entry = clubs::act_on_meeting(client, args.connection, args.meeting, act).await?;
    view(client, entry).await
}

pub(in crate::commands) async fn remind(
    client: &Client,
    args: OneMeeting,
) -> Result<OutboxView, AppError> {
    act(client, args, MeetingAct::Remind).await
}

pub(in crate::commands) async fn revert(
    client: &Client,
    args: OneMeeting,
) -> Result<OutboxView, AppError> {
    act(client, args, MeetingAct::Revert).await
}

pub(in crate::commands) async fn end(
    client: &Client,
    args: OneMeeting,
) -> Result<OutboxView, AppError> {
    act(client, args, MeetingAct::End).await
}

pub(in crate::commands) async fn edit(
    client: &Client,
    args: EditMeeting,
) -> Result<ClubSent, AppError> {
    let EditMeeting {
        connection,
        meeting,
        fields,
    } = args;
    match clubs::edit_meeting(client, connection, meeting, &fields).await? {
        Ok(Some(entry)) => sent(client, entry).await,
        Ok(None) => Ok(ClubSent::Unchanged),
        Err(problems) => Ok(ClubSent::Invalid { problems }),
    }
}
