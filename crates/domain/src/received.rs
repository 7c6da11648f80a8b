//! 个人动态: what a member of a club was sent, and how they answer.

use crate::{
    club::{ClubName, Leader},
    id::{MeetingId, MissionId, NoticeId, StudentId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something received, with the club that it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FromClub<T> {
    pub club: ClubName,
    pub row: T,
}

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

/// What a member says to a mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissionReply {
    Confirm,
    Finish,
}

/// What a member says to an invitation. They may change their mind until the
/// meeting is over or they have signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MeetingReply {
    Confirm,
    /// 请假
    Leave,
}

impl MissionReply {
    /// To a mission, or to a part of one.
    pub fn to(self, mission: MissionId) -> Reply {
        match self {
            Self::Confirm => Reply::ConfirmMission { mission },
            Self::Finish => Reply::FinishMission { mission },
        }
    }

    /// Whether it has been said, to the whole or to a part of it.
    pub fn is_said(self, detail: &ReceivedMissionDetail, part: Option<&MissionId>) -> bool {
        let part = part.map(|id| detail.parts.iter().find(|part| part.id == *id));
        match (self, part) {
            // Nothing is told of who confirmed a part.
            (Self::Confirm, _) => detail.mission.confirmed,
            (Self::Finish, None) => detail.mission.finished,
            (Self::Finish, Some(part)) => {
                detail.mission.finished || part.is_some_and(|part| part.finished)
            }
        }
    }
}

impl MeetingReply {
    pub fn to(self, meeting: MeetingId) -> Reply {
        match self {
            Self::Confirm => Reply::ConfirmMeeting { meeting },
            Self::Leave => Reply::LeaveMeeting { meeting },
        }
    }

    /// Whether it is what was said last.
    pub fn is_said(self, meeting: &ReceivedMeeting) -> bool {
        match self {
            Self::Confirm => meeting.answered == Answered::Confirmed,
            Self::Leave => meeting.answered == Answered::OnLeave,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(confirmed: bool, finished: bool, parts: &[(i64, bool)]) -> ReceivedMissionDetail {
        let part = |(id, finished): &(i64, bool)| ReceivedPart {
            id: (*id).into(),
            content: String::new(),
            finished: *finished,
            has_parts: false,
            people: Vec::new(),
        };
        ReceivedMissionDetail {
            mission: ReceivedMission {
                id: 26.into(),
                content: String::new(),
                sponsor: Sponsor {
                    student: None,
                    name: String::new(),
                    avatar_url: None,
                },
                published_at: None,
                deadline: None,
                confirmed,
                finished,
            },
            people: Vec::new(),
            parts: parts.iter().map(part).collect(),
        }
    }

    #[test]
    fn what_was_said_to_a_mission_is_read_back() {
        use MissionReply::{Confirm, Finish};
        let nothing = given(false, false, &[(27, false), (28, true)]);
        assert!(!Confirm.is_said(&nothing, None) && !Finish.is_said(&nothing, None));
        assert!(!Finish.is_said(&nothing, Some(&27.into())));
        assert!(Finish.is_said(&nothing, Some(&28.into())));
        assert!(!Finish.is_said(&nothing, Some(&29.into())), "not mine");
        let confirmed = given(true, false, &[]);
        assert!(Confirm.is_said(&confirmed, None) && !Finish.is_said(&confirmed, None));
        let done = given(true, true, &[]);
        assert!(Finish.is_said(&done, None) && Finish.is_said(&done, Some(&27.into())));
    }
}
