//! What a member of a club received, and their answers.

use super::{ClubSent, ListAffairs, OneMeeting, OneMission, sent};
use crate::{
    client::Client,
    clubs,
    commands::outbox::{OutboxView, view},
};
use muster_domain::{
    club::Leader,
    error::AppError,
    id::{ConnectionId, MeetingId, MissionId},
    read::{Read, Rows},
    received::{Companion, FromClub, MeetingReply, MissionReply, ReceivedMeeting, ReceivedMission},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A mission that I was given. Of many people the first are named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReceivedMissionView {
    pub mission: ReceivedMission,
    /// Who was given the whole of it; none of a mission in parts.
    pub people: u32,
    pub companions: Vec<Companion>,
    /// Those that are mine.
    pub parts: Vec<ReceivedPartView>,
}

/// 子任务 of mine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReceivedPartView {
    pub id: MissionId,
    pub content: String,
    /// By me.
    pub finished: bool,
    /// Who was given it.
    pub people: u32,
    pub companions: Vec<Companion>,
}

/// A meeting in the list of those that I received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Invitation {
    #[serde(flatten)]
    pub meeting: ReceivedMeeting,
    /// I show its codes; `null` until its leaders were read, and once I have
    /// answered.
    pub leads: Option<bool>,
    /// `null` while nobody tells.
    pub invited: Option<bool>,
}

/// A meeting that I was invited to, or whose sign-in I lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReceivedMeetingView {
    pub meeting: ReceivedMeeting,
    pub leaders: Vec<Leader>,
    /// I am one of them.
    pub leads: bool,
    /// `null` while nobody tells.
    pub invited: Option<bool>,
    /// Nobody can reply or sign in any more, as far as it is told.
    pub over: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReplyToMission {
    pub connection: ConnectionId,
    pub mission: MissionId,
    /// One of its parts; `null` for all of it.
    pub part: Option<MissionId>,
    pub reply: MissionReply,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReplyToMeeting {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
    pub reply: MeetingReply,
    /// May be empty.
    pub comment: String,
}

pub(in crate::commands) async fn missions(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<FromClub<ReceivedMission>>>, AppError> {
    clubs::received_missions(client, args).await
}

pub(in crate::commands) async fn mission(
    client: &Client,
    args: OneMission,
) -> Result<Read<ReceivedMissionView>, AppError> {
    clubs::received_mission(client, args).await
}

pub(in crate::commands) async fn meetings(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<FromClub<Invitation>>>, AppError> {
    clubs::received_meetings(client, args).await
}

pub(in crate::commands) async fn meeting(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<ReceivedMeetingView>, AppError> {
    clubs::received_meeting(client, args).await
}

pub(in crate::commands) async fn reply_to_mission(
    client: &Client,
    args: ReplyToMission,
) -> Result<OutboxView, AppError> {
    let entry = clubs::reply_to_mission(client, args).await?;
    view(client, entry).await
}

pub(in crate::commands) async fn reply_to_meeting(
    client: &Client,
    args: ReplyToMeeting,
) -> Result<ClubSent, AppError> {
    match clubs::reply_to_meeting(client, args).await? {
        Ok(entry) => sent(client, entry).await,
        Err(problems) => Ok(ClubSent::Invalid { problems }),
    }
}
