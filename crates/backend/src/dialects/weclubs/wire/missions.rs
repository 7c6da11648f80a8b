//! The missions of a sponsor (document 000, 11.1 and 11.3).

use jiff::Timestamp;
use serde::Serialize;

use super::{NoPicture, flag, millis};
use crate::service::clubs::{self, Listed};
use crate::store::{Mission, Part, Share};

/// `status`
fn status(mission: &Mission, now: Timestamp) -> u8 {
    const REVOKED: u8 = 0;
    const ACTIVE: u8 = 1;
    const EXPIRED: u8 = 2;
    if mission.reverted.is_some() {
        REVOKED
    } else if mission.deadline <= now {
        EXPIRED
    } else {
        ACTIVE
    }
}

#[derive(Serialize)]
pub struct Missions {
    mission: Vec<MissionRow>,
    has_more: u8,
}

#[derive(Serialize)]
struct MissionRow {
    mission_id: i64,
    content: String,
    create_date: i64,
    deadline: i64,
    club_id: i64,
    club_name: String,
    club_avatar: NoPicture,
    unconfirm_count: i64,
    already_confirm_count: i64,
    unfinish_count: i64,
    already_finish_count: i64,
    child_count: i64,
    has_child: u8,
    status: u8,
}

impl Missions {
    pub fn new(listed: Listed<Mission>, now: Timestamp) -> Self {
        Self {
            mission: listed
                .rows
                .into_iter()
                .map(|mission| MissionRow::new(mission, now))
                .collect(),
            has_more: flag(listed.has_more),
        }
    }
}

impl MissionRow {
    fn new(mission: Mission, now: Timestamp) -> Self {
        let counts = mission.counts;
        Self {
            status: status(&mission, now),
            mission_id: mission.mission_id,
            content: mission.content,
            create_date: millis(mission.created),
            deadline: millis(mission.deadline),
            club_id: mission.club_id,
            club_name: mission.club_name,
            club_avatar: None,
            unconfirm_count: counts.shares - counts.confirmed,
            already_confirm_count: counts.confirmed,
            unfinish_count: counts.shares - counts.finished,
            already_finish_count: counts.finished,
            child_count: mission.parts,
            has_child: flag(mission.parts > 0),
        }
    }
}

/// A mission has either people or parts with people.
#[derive(Serialize)]
pub struct MissionDetail {
    mission_id: i64,
    content: String,
    create_date: i64,
    deadline: i64,
    club_id: i64,
    club_name: String,
    club_avatar: NoPicture,
    status: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    participant: Option<Vec<Participant>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    child: Option<Vec<Child>>,
}

#[derive(Serialize)]
struct Child {
    mission_id: i64,
    content: String,
    participant: Vec<Participant>,
}

#[derive(Serialize)]
struct Participant {
    student_id: i64,
    student_name: String,
    student_avatar: NoPicture,
    is_confirm: u8,
    is_finish: u8,
    has_child: u8,
}

impl MissionDetail {
    pub fn new(detail: clubs::MissionDetail, now: Timestamp) -> Self {
        let clubs::MissionDetail { mission, parts } = detail;
        let (participant, child) = if mission.parts == 0 {
            let people = parts.into_iter().flat_map(|part| part.shares);
            (Some(people.map(Participant::from).collect()), None)
        } else {
            (None, Some(parts.into_iter().map(Child::from).collect()))
        };
        Self {
            status: status(&mission, now),
            mission_id: mission.mission_id,
            content: mission.content,
            create_date: millis(mission.created),
            deadline: millis(mission.deadline),
            club_id: mission.club_id,
            club_name: mission.club_name,
            club_avatar: None,
            participant,
            child,
        }
    }
}

impl From<Part> for Child {
    fn from(part: Part) -> Self {
        Self {
            mission_id: part.part_id,
            content: part.content,
            participant: part.shares.into_iter().map(Participant::from).collect(),
        }
    }
}

impl From<Share> for Participant {
    fn from(share: Share) -> Self {
        Self {
            student_id: share.student_id,
            student_name: share.name,
            student_avatar: None,
            is_confirm: flag(share.confirmed.is_some()),
            is_finish: flag(share.finished.is_some()),
            // What somebody was given is not divided further.
            has_child: flag(false),
        }
    }
}
