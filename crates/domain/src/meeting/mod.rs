//! 会议: meetings of a club and who takes part (document 004, chapter 4).

mod attendance;
mod board;
mod codes;
mod draft;

pub use attendance::{Attendance, Attendee};
pub use board::{AttendanceBoard, AttendanceCounts, DepartmentAttendance, MeetingFigure};
pub use codes::{CodeWindow, bursts, is_outside};
pub use draft::MeetingFields;

use crate::{
    club::{ClubName, Leader},
    id::{ClubId, MeetingId, StudentId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How people sign in to a meeting, `sign_type`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInWay {
    /// 不需要签到
    None,
    /// 二维码签到
    QrCode,
    Other(String),
}

/// Whether people can sign in now, `time_to_sign`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInWindow {
    /// 还未到点签到
    NotYet,
    Open,
    /// 停止签到
    Closed,
    Other(String),
}

/// The server's own figures; `null` where it does not tell them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingFigures {
    pub invited: Option<u32>,
    pub unconfirmed: Option<u32>,
    /// 包括已确认、请假
    pub confirmed: Option<u32>,
    pub unsigned: Option<u32>,
    /// 包括已签到、迟到
    pub signed: Option<u32>,
}

/// A row of 我发布的会议列表.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingSummary {
    pub id: MeetingId,
    pub content: String,
    pub address: String,
    pub club: ClubName,
    pub published_at: Option<Time>,
    /// When it begins: who signs in later is late.
    pub deadline: Option<Time>,
    pub sign_in: SignInWay,
    /// `null` where the server does not tell.
    pub window: Option<SignInWindow>,
    pub figures: MeetingFigures,
}

/// 我发布的会议详情.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingDetail {
    pub summary: MeetingSummary,
    /// 签到负责人: they show the codes, and may end the meeting.
    pub leaders: Vec<Leader>,
}

/// 会议参与情况列表 (4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Participation {
    pub figures: MeetingFigures,
    /// Each student once.
    pub attendees: Vec<Attendee>,
}

/// What a publication carries: a draft that passed its check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewMeeting {
    pub club: ClubId,
    pub content: String,
    pub address: String,
    /// With its tag.
    pub deadline: Time,
    pub people: Vec<StudentId>,
    pub sign_in: NewSignIn,
}

/// Whether people sign in, and who answers for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NewSignIn {
    None,
    /// One to four leaders.
    QrCode {
        leaders: Vec<StudentId>,
    },
}

/// What is to be changed of a meeting; `null` leaves it as it is. Whom it
/// invites cannot be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingEdit {
    pub content: Option<String>,
    pub address: Option<String>,
    pub deadline: Option<Time>,
    pub sign_in: Option<NewSignIn>,
}

impl NewMeeting {
    /// Whether a meeting of the list is this publication: the same club, text
    /// and tagged deadline.
    pub fn is(&self, published: &MeetingSummary) -> bool {
        self.club == published.club.id
            && self.content == published.content
            && Some(self.deadline) == published.deadline
    }
}

impl MeetingEdit {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a meeting that was read again is as it asks.
    pub fn is_done(&self, read: &MeetingDetail) -> bool {
        let same = |wanted: &Option<String>, found: &String| {
            wanted.as_ref().is_none_or(|wanted| wanted == found)
        };
        let meeting = &read.summary;
        let leads = |id: &StudentId| read.leaders.iter().any(|leader| leader.student == *id);
        let signs_in = match &self.sign_in {
            None => true,
            Some(NewSignIn::None) => meeting.sign_in == SignInWay::None,
            Some(NewSignIn::QrCode { leaders }) => {
                meeting.sign_in == SignInWay::QrCode
                    && leaders.len() == read.leaders.len()
                    && leaders.iter().all(leads)
            }
        };
        same(&self.content, &meeting.content)
            && same(&self.address, &meeting.address)
            && (self.deadline.is_none() || self.deadline == meeting.deadline)
            && signs_in
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detail() -> MeetingDetail {
        let leader = |id: i64| Leader {
            student: id.into(),
            name: "张三".into(),
            avatar_url: None,
            mobile: "10000000001".into(),
            department: String::new(),
            job: String::new(),
        };
        MeetingDetail {
            summary: MeetingSummary {
                id: 6.into(),
                content: "招新动员大会".into(),
                address: "D101".into(),
                club: ClubName {
                    id: 1.into(),
                    name: "社团联合会".into(),
                    avatar_url: None,
                },
                published_at: None,
                deadline: Some(Time(1_491_836_724_154)),
                sign_in: SignInWay::QrCode,
                window: Some(SignInWindow::Open),
                figures: MeetingFigures::default(),
            },
            leaders: vec![leader(1), leader(38)],
        }
    }

    fn with_leaders(ids: &[i64]) -> MeetingEdit {
        let leaders = ids.iter().map(|&id| id.into()).collect();
        MeetingEdit {
            sign_in: Some(NewSignIn::QrCode { leaders }),
            ..MeetingEdit::default()
        }
    }

    #[test]
    fn an_edit_is_done_when_what_it_names_is_so() {
        assert!(MeetingEdit::default().is_empty());
        assert!(MeetingEdit::default().is_done(&detail()));
        let mut edit = MeetingEdit {
            content: Some("招新动员大会".into()),
            address: Some("D101".into()),
            deadline: Some(Time(1_491_836_724_154)),
            ..with_leaders(&[38, 1])
        };
        assert!(edit.is_done(&detail()));
        edit.address = Some("D102".into());
        assert!(!edit.is_done(&detail()));
        assert!(!with_leaders(&[1]).is_done(&detail()));
        assert!(!with_leaders(&[1, 2]).is_done(&detail()));
        let without = MeetingEdit {
            sign_in: Some(NewSignIn::None),
            ..MeetingEdit::default()
        };
        assert!(!without.is_done(&detail()));
    }

    #[test]
    fn a_publication_is_known_by_club_text_and_tagged_deadline() {
        let sent = NewMeeting {
            club: 1.into(),
            content: "招新动员大会".into(),
            address: "elsewhere".into(),
            deadline: Time(1_491_836_724_154),
            people: vec![1.into()],
            sign_in: NewSignIn::None,
        };
        assert!(sent.is(&detail().summary));
        let later = NewMeeting {
            deadline: Time(1_491_836_724_155),
            ..sent
        };
        assert!(!later.is(&detail().summary));
    }
}
