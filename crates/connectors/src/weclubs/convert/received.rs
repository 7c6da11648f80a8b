//! What a member receives, and answers.

use super::{distinct, each, leaders, picture, slice, student, wire};
use crate::{
    error::Result,
    json::{self, Id, List, Strict},
    weclubs::data::Data,
};
use muster_domain::{
    id::{MeetingId, MissionId, NoticeId, StudentId},
    read::Slice,
    received::{
        Answered, Companion, ReceivedMeeting, ReceivedMeetingDetail, ReceivedMission,
        ReceivedMissionDetail, ReceivedNotice, ReceivedPart, Reply, Sponsor,
    },
};
use wire::ask;

pub(in crate::weclubs) fn missions(wire: wire::Received, page: u32) -> Slice<ReceivedMission> {
    slice(page, &wire.has_more, wire.mission, a_mission)
}

pub(in crate::weclubs) fn meetings(wire: wire::Received, page: u32) -> Slice<ReceivedMeeting> {
    slice(page, &wire.has_more, wire.meeting, a_meeting)
}

pub(in crate::weclubs) fn notices(wire: wire::Received, page: u32) -> Slice<ReceivedNotice> {
    slice(page, &wire.has_more, wire.notify, a_notice)
}

pub(in crate::weclubs) fn mission(
    mut wire: wire::Dynamic,
    asked: &MissionId,
) -> Result<ReceivedMissionDetail> {
    let id = asked_for(&wire.mission_id, &wire, asked.as_str(), wire::MISSION_ID)?;
    let people = companions(std::mem::take(&mut wire.participant));
    let parts = each(std::mem::take(&mut wire.child), |part| ReceivedPart {
        id: MissionId(part.mission_id.of_row()),
        content: part.content.0,
        finished: part.finish.0,
        has_parts: part.has_child.0 > 0,
        people: companions(part.participant),
    });
    let mission = ReceivedMission {
        id: MissionId(id),
        ..a_mission(wire)
    };
    Ok(ReceivedMissionDetail {
        mission,
        people,
        parts,
    })
}

pub(in crate::weclubs) fn meeting(
    mut wire: wire::Dynamic,
    asked: &MeetingId,
) -> Result<ReceivedMeetingDetail> {
    let id = asked_for(&wire.meeting_id, &wire, asked.as_str(), wire::MEETING_ID)?;
    let leaders = leaders(std::mem::take(&mut wire.leader));
    let meeting = ReceivedMeeting {
        id: MeetingId(id),
        ..a_meeting(wire)
    };
    Ok(ReceivedMeetingDetail { meeting, leaders })
}

pub(in crate::weclubs) fn notice(wire: wire::Dynamic, asked: &NoticeId) -> Result<ReceivedNotice> {
    let id = asked_for(&wire.notify_id, &wire, asked.as_str(), wire::NOTIFY_ID)?;
    Ok(ReceivedNotice {
        id: NoticeId(id),
        ..a_notice(wire)
    })
}

/// The id of a detail, which may be missing; an answer of nothing may not.
fn asked_for(id: &Id, wire: &wire::Dynamic, asked: &str, field: &str) -> Result<String> {
    match &id.0 {
        Some(id) => Ok(id.clone()),
        None if wire.content.0.is_empty() => Err(json::broken(field, "missing")),
        None => Ok(asked.to_owned()),
    }
}

fn a_mission(wire: wire::Dynamic) -> ReceivedMission {
    ReceivedMission {
        id: MissionId(wire.mission_id.of_row()),
        content: wire.content.0,
        sponsor: sponsor(wire.sponsor),
        published_at: wire.create_date.0,
        deadline: wire.deadline.0,
        confirmed: wire.confirm_receive.0,
        finished: wire.finish.0,
    }
}

fn a_meeting(wire: wire::Dynamic) -> ReceivedMeeting {
    ReceivedMeeting {
        id: MeetingId(wire.meeting_id.of_row()),
        content: wire.content.0,
        address: wire.address.0,
        sponsor: sponsor(wire.sponsor),
        published_at: wire.create_date.0,
        deadline: wire.deadline.0,
        answered: match wire.confirm_join.0.trim() {
            "" | wire::JOIN_UNANSWERED => Answered::Nothing,
            wire::JOIN_CONFIRMED => Answered::Confirmed,
            wire::JOIN_LEAVE => Answered::OnLeave,
            other => Answered::Other(other.to_owned()),
        },
        signed: wire.has_sign.0 > 0,
    }
}

fn a_notice(wire: wire::Dynamic) -> ReceivedNotice {
    ReceivedNotice {
        id: NoticeId(wire.notify_id.of_row()),
        content: wire.content.0,
        sponsor: sponsor(wire.sponsor),
        published_at: wire.create_date.0,
        confirmed: wire.confirm_receive.0,
    }
}

fn sponsor(wire: Option<Strict<wire::Sponsor>>) -> Sponsor {
    let wire = wire.map(|wire| wire.0).unwrap_or_default();
    Sponsor {
        student: wire.sponsor_id.0.map(StudentId),
        name: wire.sponsor_name.0,
        avatar_url: picture([wire.sponsor_avatar]),
    }
}

fn companions(rows: List<Strict<wire::Companion>>) -> Vec<Companion> {
    let companions = each(rows, |wire| Companion {
        student: student(wire.student_id),
        name: wire.student_name.0,
        avatar_url: picture([wire.avatar_url]),
    });
    distinct(companions, |row| &row.student)
}

/// An answer in the server's words.
pub(in crate::weclubs) fn reply(reply: &Reply, comment: &str) -> Data {
    let (kind, id, status) = match reply {
        Reply::ConfirmMission { mission } => (wire::MISSION, mission.as_str(), wire::CONFIRM),
        Reply::FinishMission { mission } => (wire::MISSION, mission.as_str(), wire::FINISH),
        Reply::ConfirmMeeting { meeting } => (wire::MEETING, meeting.as_str(), wire::CONFIRM),
        Reply::LeaveMeeting { meeting } => (wire::MEETING, meeting.as_str(), wire::LEAVE),
        Reply::ConfirmNotice { notice } => (wire::NOTIFY, notice.as_str(), wire::CONFIRM),
    };
    ask::reply(kind, id, status, comment.trim())
}
