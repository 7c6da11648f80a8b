//! What is to be done on a server of clubs.

use super::WriteKind;
use crate::{
    id::{DraftId, MeetingId, MissionId, StudentId},
    meeting::{MeetingEdit, NewMeeting},
    mission::{NewMission, Reminder},
    received::{MeetingReply, MissionReply},
    sign_in_code::SignInCode,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A write to a server of clubs. `content` is the text of the mission or
/// meeting, to be shown; empty where it is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClubWrite {
    /// Not idempotent: goes out at most once by itself.
    PublishMission {
        draft: DraftId,
        mission: NewMission,
    },
    /// Not idempotent: goes out at most once by itself.
    PublishMeeting {
        draft: DraftId,
        meeting: NewMeeting,
    },
    /// Each one reminds again, and nothing can be read of it.
    RemindMission {
        mission: MissionId,
        content: String,
        of: Reminder,
    },
    RevertMission {
        mission: MissionId,
        content: String,
    },
    EditMeeting {
        meeting: MeetingId,
        content: String,
        edit: MeetingEdit,
    },
    /// Each one reminds again, and nothing can be read of it.
    RemindMeeting {
        meeting: MeetingId,
        content: String,
    },
    RevertMeeting {
        meeting: MeetingId,
        content: String,
    },
    EndMeeting {
        meeting: MeetingId,
        content: String,
    },
    /// Signs me in with what a code says.
    SignIn {
        meeting: MeetingId,
        content: String,
        leader: StudentId,
        minted_at: Time,
    },
    /// Answers what I was given.
    ReplyToMission {
        mission: MissionId,
        /// One of its parts; `None` for all of it.
        part: Option<MissionId>,
        content: String,
        reply: MissionReply,
    },
    /// Answers an invitation.
    ReplyToMeeting {
        meeting: MeetingId,
        content: String,
        reply: MeetingReply,
        comment: String,
    },
}

/// A mission or a meeting of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClubAffair {
    Mission { mission: MissionId },
    Meeting { meeting: MeetingId },
}

impl ClubWrite {
    /// Signing in with this code.
    pub fn sign_in(code: &SignInCode, content: String) -> Self {
        Self::SignIn {
            meeting: code.meeting().clone(),
            content,
            leader: code.leader().clone(),
            minted_at: code.minted_at(),
        }
    }

    pub fn kind(&self) -> WriteKind {
        match self {
            Self::PublishMission { .. } => WriteKind::PublishMission,
            Self::PublishMeeting { .. } => WriteKind::PublishMeeting,
            Self::RemindMission { .. } => WriteKind::RemindMission,
            Self::RevertMission { .. } => WriteKind::RevertMission,
            Self::EditMeeting { .. } => WriteKind::EditMeeting,
            Self::RemindMeeting { .. } => WriteKind::RemindMeeting,
            Self::RevertMeeting { .. } => WriteKind::RevertMeeting,
            Self::EndMeeting { .. } => WriteKind::EndMeeting,
            Self::SignIn { .. } => WriteKind::SignInToMeeting,
            Self::ReplyToMission { reply, .. } => match reply {
                MissionReply::Confirm => WriteKind::ConfirmMission,
                MissionReply::Finish => WriteKind::FinishMission,
            },
            Self::ReplyToMeeting { reply, .. } => match reply {
                MeetingReply::Confirm => WriteKind::ConfirmMeeting,
                MeetingReply::Leave => WriteKind::LeaveMeeting,
            },
        }
    }

    /// The text of what this makes or changes.
    pub fn title(&self) -> &str {
        match self {
            Self::PublishMission { mission, .. } => &mission.content,
            Self::PublishMeeting { meeting, .. } => &meeting.content,
            Self::RemindMission { content, .. }
            | Self::RevertMission { content, .. }
            | Self::EditMeeting { content, .. }
            | Self::RemindMeeting { content, .. }
            | Self::RevertMeeting { content, .. }
            | Self::EndMeeting { content, .. }
            | Self::SignIn { content, .. }
            | Self::ReplyToMission { content, .. }
            | Self::ReplyToMeeting { content, .. } => content,
        }
    }

    /// The draft that this came from.
    pub fn draft(&self) -> Option<&DraftId> {
        match self {
            Self::PublishMission { draft, .. } | Self::PublishMeeting { draft, .. } => Some(draft),
            _ => None,
        }
    }

    /// Distinct people whom a publication reaches.
    pub fn people(&self) -> Option<u32> {
        let people = match self {
            Self::PublishMission { mission, .. } => mission.people(),
            Self::PublishMeeting { meeting, .. } => meeting.people.len(),
            _ => return None,
        };
        Some(u32::try_from(people).unwrap_or(u32::MAX))
    }

    /// What this changes; a publication makes something new.
    pub fn affair(&self) -> Option<ClubAffair> {
        match self {
            Self::PublishMission { .. } | Self::PublishMeeting { .. } => None,
            Self::RemindMission { mission, .. }
            | Self::RevertMission { mission, .. }
            | Self::ReplyToMission { mission, .. } => Some(ClubAffair::Mission {
                mission: mission.clone(),
            }),
            Self::EditMeeting { meeting, .. }
            | Self::RemindMeeting { meeting, .. }
            | Self::RevertMeeting { meeting, .. }
            | Self::EndMeeting { meeting, .. }
            | Self::SignIn { meeting, .. }
            | Self::ReplyToMeeting { meeting, .. } => Some(ClubAffair::Meeting {
                meeting: meeting.clone(),
            }),
        }
    }

    /// The part of a mission that it is about, where it is not about the whole.
    pub fn part(&self) -> Option<&MissionId> {
        match self {
            Self::ReplyToMission { part, .. } => part.as_ref(),
            _ => None,
        }
    }

    /// What people are reminded of, of a mission.
    pub fn reminds_of(&self) -> Option<Reminder> {
        match self {
            Self::RemindMission { of, .. } => Some(*of),
            _ => None,
        }
    }

    /// Whether reading can tell what became of it.
    pub fn can_be_read_back(&self) -> bool {
        !matches!(
            self,
            Self::RemindMission { .. } | Self::RemindMeeting { .. }
        )
    }
}

impl ClubAffair {
    /// One name for it among all of a connection.
    pub fn key(&self) -> String {
        match self {
            Self::Mission { mission } => format!("mission/{mission}"),
            Self::Meeting { meeting } => format!("meeting/{meeting}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::Intent;

    fn finish(part: Option<i64>) -> ClubWrite {
        ClubWrite::ReplyToMission {
            mission: 26.into(),
            part: part.map(Into::into),
            content: "扫大街".into(),
            reply: MissionReply::Finish,
        }
    }

    /// A change here is a change of what older files hold.
    #[test]
    fn replies_keep_their_form() {
        let leave = ClubWrite::ReplyToMeeting {
            meeting: 6.into(),
            content: "大会".into(),
            reply: MeetingReply::Leave,
            comment: "感冒".into(),
        };
        for (write, form) in [
            (
                finish(Some(27)),
                r#"{"kind":"reply_to_mission","mission":"26","part":"27","content":"扫大街","reply":"finish"}"#,
            ),
            (
                leave,
                r#"{"kind":"reply_to_meeting","meeting":"6","content":"大会","reply":"leave","comment":"感冒"}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&write).unwrap(), form);
            assert_eq!(serde_json::from_str::<ClubWrite>(form).unwrap(), write);
        }
    }

    #[test]
    fn two_parts_can_be_finished_at_once_and_one_not_twice() {
        let intent = |part| Intent::Club {
            write: finish(part),
        };
        assert!(intent(Some(27)).does_the_same(&intent(Some(27))));
        assert!(!intent(Some(27)).does_the_same(&intent(Some(28))));
        assert!(!intent(Some(27)).does_the_same(&intent(None)));
    }

    /// One whose answer was lost stays unknown until the user settles it.
    #[test]
    fn a_reminder_does_not_stand_in_the_way_of_the_other_one() {
        let remind = |of| Intent::Club {
            write: ClubWrite::RemindMission {
                mission: 26.into(),
                content: String::new(),
                of,
            },
        };
        let confirm = remind(Reminder::Confirm);
        assert!(confirm.does_the_same(&remind(Reminder::Confirm)));
        assert!(!confirm.does_the_same(&remind(Reminder::Finish)));
    }
}
