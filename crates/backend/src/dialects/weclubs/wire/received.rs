//! 动态: what a member was given or invited to. Times are text here.

use jiff::Timestamp;
use serde::Serialize;

use super::{Leader, NoPicture, flag};
use crate::service::clubs::{self, Listed};
use crate::store::{self, Meeting, Mission, Part, Reply};

fn text(time: Timestamp) -> String {
    time.as_millisecond().to_string()
}

/// 发布者
#[derive(Serialize)]
struct Sponsor {
    sponsor_id: i64,
    sponsor_name: String,
    sponsor_avatar: NoPicture,
    sponsor_type: &'static str,
}

impl Sponsor {
    fn new(sponsor_id: i64, sponsor_name: String) -> Self {
        Self {
            sponsor_id,
            sponsor_name,
            sponsor_avatar: None,
            sponsor_type: "student",
        }
    }
}

#[derive(Serialize)]
pub struct ReceivedMissions {
    dynamic_type: &'static str,
    mission: Vec<ReceivedMission>,
    has_more: u8,
}

#[derive(Serialize)]
struct ReceivedMission {
    sponsor: Sponsor,
    /// Who asks.
    student_id: i64,
    create_date: String,
    content: String,
    mission_id: i64,
    deadline: String,
    confirm_receive: u8,
    finish: u8,
}

impl ReceivedMission {
    fn new(mission: Mission, me: i64, confirmed: bool, finished: bool) -> Self {
        Self {
            sponsor: Sponsor::new(mission.sponsor_id, mission.sponsor_name),
            student_id: me,
            create_date: text(mission.created),
            content: mission.content,
            mission_id: mission.mission_id,
            deadline: text(mission.deadline),
            confirm_receive: flag(confirmed),
            finish: flag(finished),
        }
    }
}

impl ReceivedMissions {
    pub fn new(listed: Listed<store::ReceivedMission>, me: i64) -> Self {
        Self {
            dynamic_type: "mission",
            mission: listed
                .rows
                .into_iter()
                .map(|row| ReceivedMission::new(row.mission, me, row.confirmed, row.finished))
                .collect(),
            has_more: flag(listed.has_more),
        }
    }
}

#[derive(Serialize)]
pub struct ReceivedMissionDetail {
    dynamic_type: &'static str,
    #[serde(flatten)]
    mission: ReceivedMission,
    #[serde(skip_serializing_if = "Option::is_none")]
    participant: Option<Vec<Companion>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    child: Option<Vec<Child>>,
}

#[derive(Serialize)]
struct Child {
    mission_id: i64,
    content: String,
    finish: u8,
    has_child: u8,
    participant: Vec<Companion>,
}

#[derive(Serialize)]
struct Companion {
    student_id: i64,
    student_name: String,
    avatar_url: NoPicture,
}

fn companions(part: &Part) -> Vec<Companion> {
    part.shares
        .iter()
        .map(|share| Companion {
            student_id: share.student_id,
            student_name: share.name.clone(),
            avatar_url: None,
        })
        .collect()
}

impl ReceivedMissionDetail {
    pub fn new(detail: clubs::ReceivedMissionDetail, me: i64) -> Self {
        let clubs::ReceivedMissionDetail { mission, parts } = detail;
        let mine = || {
            let shares = parts.iter().flat_map(|part| &part.shares);
            shares.filter(|share| share.student_id == me)
        };
        let confirmed = mine().all(|share| share.confirmed.is_some());
        let finished = mine().all(|share| share.finished.is_some());
        let (participant, child) = if mission.parts == 0 {
            (Some(parts.iter().flat_map(companions).collect()), None)
        } else {
            let children = parts.iter().map(|part| Child::new(part, me));
            (None, Some(children.collect()))
        };
        Self {
            dynamic_type: "mission",
            mission: ReceivedMission::new(mission, me, confirmed, finished),
            participant,
            child,
        }
    }
}

impl Child {
    fn new(part: &Part, me: i64) -> Self {
        let finished = part
            .shares
            .iter()
            .any(|share| share.student_id == me && share.finished.is_some());
        Self {
            mission_id: part.part_id,
            content: part.content.clone(),
            finish: flag(finished),
            has_child: flag(false),
            participant: companions(part),
        }
    }
}

#[derive(Serialize)]
pub struct ReceivedMeetings {
    dynamic_type: &'static str,
    meeting: Vec<ReceivedMeeting>,
    has_more: u8,
}

#[derive(Serialize)]
struct ReceivedMeeting {
    sponsor: Sponsor,
    /// Who asks.
    student_id: i64,
    create_date: String,
    content: String,
    meeting_id: i64,
    deadline: String,
    address: String,
    confirm_join: u8,
    has_sign: u8,
}

impl ReceivedMeeting {
    fn new(received: store::ReceivedMeeting, me: i64) -> Self {
        let store::ReceivedMeeting {
            meeting,
            invitation,
        } = received;
        let Meeting {
            meeting_id,
            sponsor_id,
            sponsor_name,
            created,
            plan,
            ..
        } = meeting;
        Self {
            sponsor: Sponsor::new(sponsor_id, sponsor_name),
            student_id: me,
            create_date: text(created),
            content: plan.content,
            meeting_id,
            deadline: text(plan.deadline),
            address: plan.address,
            confirm_join: match invitation.map(|invitation| invitation.reply) {
                Some(Reply::Confirmed) => 1,
                Some(Reply::Leave) => 2,
                Some(Reply::Nothing) | None => 0,
            },
            has_sign: flag(invitation.is_some_and(|invitation| invitation.signed.is_some())),
        }
    }
}

impl ReceivedMeetings {
    pub fn new(listed: Listed<store::ReceivedMeeting>, me: i64) -> Self {
        Self {
            dynamic_type: "meeting",
            meeting: listed
                .rows
                .into_iter()
                .map(|row| ReceivedMeeting::new(row, me))
                .collect(),
            has_more: flag(listed.has_more),
        }
    }
}

#[derive(Serialize)]
pub struct ReceivedMeetingDetail {
    dynamic_type: &'static str,
    #[serde(flatten)]
    meeting: ReceivedMeeting,
    leader: Vec<Leader>,
}

impl ReceivedMeetingDetail {
    pub fn new(detail: clubs::ReceivedMeetingDetail, me: i64) -> Self {
        Self {
            dynamic_type: "meeting",
            meeting: ReceivedMeeting::new(detail.received, me),
            leader: detail.leaders.into_iter().map(Leader::from).collect(),
        }
    }
}

#[derive(Serialize)]
pub struct ReceivedNotices {
    dynamic_type: &'static str,
    notify: [(); 0],
    has_more: u8,
}

impl Default for ReceivedNotices {
    fn default() -> Self {
        Self {
            dynamic_type: "notify",
            notify: [],
            has_more: flag(false),
        }
    }
}
