//! Missions that the account publishes.

use super::{club_name, count, distinct, each, listed, picture, slice, student, wire};
use crate::{
    error::Result,
    json::{self, List, Strict},
    weclubs::data::Data,
};
use muster_domain::{
    id::{MissionId, StudentId},
    mission::{
        MissionDetail, MissionFigures, MissionPerson, MissionStatus, MissionSummary, NewMission,
        NewWork, SubMission,
    },
    read::Slice,
};
use wire::ask;

pub(in crate::weclubs) fn list(wire: wire::Missions, page: u32) -> Slice<MissionSummary> {
    slice(page, &wire.has_more, wire.mission, summary)
}

fn summary(wire: wire::Mission) -> MissionSummary {
    MissionSummary {
        id: MissionId(wire.mission_id.of_row()),
        content: wire.content.0,
        club: club_name(wire.club_id, wire.club_name, wire.club_avatar),
        published_at: wire.create_date.0,
        deadline: wire.deadline.0,
        status: status(&wire.status.0),
        figures: MissionFigures {
            unconfirmed: count(wire.unconfirm_count),
            confirmed: count(wire.already_confirm_count),
            unfinished: count(wire.unfinish_count),
            finished: count(wire.already_finish_count),
        },
        has_parts: wire.has_child.0 > 0 || wire.child_count.0 > 0,
        parts: wire.child_count.0,
    }
}

fn status(word: &str) -> Option<MissionStatus> {
    match word.trim() {
        "" => None,
        wire::REVOKED => Some(MissionStatus::Revoked),
        wire::ACTIVE => Some(MissionStatus::Active),
        wire::EXPIRED => Some(MissionStatus::Expired),
        other => Some(MissionStatus::Other(other.to_owned())),
    }
}

pub(in crate::weclubs) fn detail(wire: wire::Mission, asked: &MissionId) -> Result<MissionDetail> {
    if wire.mission_id.0.is_none() && wire.content.0.is_empty() {
        return Err(json::broken(wire::MISSION_ID, "missing"));
    }
    Ok(MissionDetail {
        id: wire.mission_id.0.map_or_else(|| asked.clone(), MissionId),
        content: wire.content.0,
        club: club_name(wire.club_id, wire.club_name, wire.club_avatar),
        published_at: wire.create_date.0,
        deadline: wire.deadline.0,
        status: status(&wire.status.0),
        people: people([wire.participant, wire.participation]),
        parts: each(wire.child, |part| SubMission {
            id: MissionId(part.mission_id.of_row()),
            content: part.content.0,
            people: people([part.participant, part.participation]),
        }),
    })
}

/// Servers use the one list or the other.
fn people(lists: [List<Strict<wire::MissionPerson>>; 2]) -> Vec<MissionPerson> {
    let rows = lists.into_iter().flat_map(|rows| each(rows, person));
    distinct(rows.collect(), |row| &row.student)
}

fn person(wire: wire::MissionPerson) -> MissionPerson {
    MissionPerson {
        student: student(wire.student_id),
        name: wire.student_name.0,
        avatar_url: picture([wire.student_avatar, wire.avatar_url]),
        confirmed: wire.is_confirm.0,
        finished: wire.is_finish.0,
        has_parts: wire.has_child.0 > 0,
    }
}

/// A publication in the document's words.
pub(in crate::weclubs) fn publish(mission: &NewMission, sponsor: &StudentId) -> Data {
    let data = ask::publish_mission(
        &mission.content,
        mission.deadline,
        sponsor.as_str(),
        mission.club.as_str(),
    );
    match &mission.work {
        NewWork::Whole { people } => ask::people(data, &listed(people)),
        NewWork::Parts { parts } => {
            let part = |part: &muster_domain::mission::NewSubMission| {
                ask::part(&part.content, &listed(&part.people))
            };
            ask::parts(data, parts.iter().map(part).collect())
        }
    }
}
