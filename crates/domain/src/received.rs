//! 个人动态: what a member of a club was sent, and how they answer.

use crate::{
    club::Leader,
    id::{MeetingId, MissionId, NoticeId, StudentId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who sent it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sponsor {
    pub student: Option<StudentId>,
    pub name: String,
    pub avatar_url: Option<String>,
}

/// A mission that I was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedMission {
    pub id: MissionId,
    pub content: String,
    pub sponsor: Sponsor,
    pub published_at: Option<Time>,
    pub deadline: Option<Time>,
    pub confirmed: bool,
    pub finished: bool,
}

/// A mission that I was given, with its parts and the people in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedMissionDetail {
    pub mission: ReceivedMission,
    /// Of a mission without parts.
    pub people: Vec<Companion>,
    pub parts: Vec<ReceivedPart>,
}

/// A 子任务 of mine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedPart {
    pub id: MissionId,
    pub content: String,
    pub finished: bool,
    pub has_parts: bool,
    pub people: Vec<Companion>,
}

/// Somebody who was given the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Companion {
    pub student: StudentId,
    pub name: String,
    pub avatar_url: Option<String>,
}

/// What I answered to an invitation, `confirm_join`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    Nothing,
    Confirmed,
    OnLeave,
    Other(String),
}

/// A meeting that I was invited to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedMeeting {
    pub id: MeetingId,
    pub content: String,
    pub address: String,
    pub sponsor: Sponsor,
    pub published_at: Option<Time>,
    /// When it begins.
    pub deadline: Option<Time>,
    pub answered: Answered,
    pub signed: bool,
}

/// A meeting that I was invited to, with those who show its codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedMeetingDetail {
    pub meeting: ReceivedMeeting,
    pub leaders: Vec<Leader>,
}

/// A notice that I was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedNotice {
    pub id: NoticeId,
    pub content: String,
    pub sponsor: Sponsor,
    pub published_at: Option<Time>,
    pub confirmed: bool,
}

/// An answer to something received. Its effect can be read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reply {
    ConfirmMission {
        mission: MissionId,
    },
    FinishMission {
        mission: MissionId,
    },
    ConfirmMeeting {
        meeting: MeetingId,
    },
    /// 请假
    LeaveMeeting {
        meeting: MeetingId,
    },
    ConfirmNotice {
        notice: NoticeId,
    },
}
