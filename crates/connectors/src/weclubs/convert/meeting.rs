//! Meetings that the account publishes or leads.

use super::{club_name, count, distinct, each, leaders, listed, picture, slice, student, wire};
use crate::{
    error::Result,
    json::{self, Count},
    weclubs::data::Data,
};
use muster_domain::{
    id::MeetingId,
    meeting::{
        Attendee, MeetingDetail, MeetingEdit, MeetingFigures, MeetingSummary, NewMeeting,
        NewSignIn, Participation, SignInWay, SignInWindow,
    },
    read::Slice,
};
use wire::ask;

pub(in crate::weclubs) fn list(wire: wire::Meetings, page: u32) -> Slice<MeetingSummary> {
    slice(page, &wire.has_more, wire.meeting, summary)
}

fn summary(wire: wire::Meeting) -> MeetingSummary {
    MeetingSummary {
        id: MeetingId(wire.meeting_id.of_row()),
        content: wire.content.0,
        address: wire.address.0,
        club: club_name(wire.club_id, wire.club_name, wire.club_avatar),
        published_at: wire.create_date.0,
        deadline: wire.deadline.0,
        sign_in: match wire.sign_type.0.trim() {
            "" | wire::NO_SIGN => SignInWay::None,
            wire::QR_SIGN => SignInWay::QrCode,
            other => SignInWay::Other(other.to_owned()),
        },
        window: match wire.time_to_sign.0.trim() {
            "" => None,
            wire::NOT_YET => Some(SignInWindow::NotYet),
            wire::OPEN => Some(SignInWindow::Open),
            wire::CLOSED => Some(SignInWindow::Closed),
            other => Some(SignInWindow::Other(other.to_owned())),
        },
        figures: figures([
            wire.total_count,
            wire.unconfirm_count,
            wire.already_confirm_count,
            wire.unsign_count,
            wire.already_sign_count,
        ]),
    }
}

pub(in crate::weclubs) fn detail(
    mut wire: wire::Meeting,
    asked: &MeetingId,
) -> Result<MeetingDetail> {
    if wire.meeting_id.0.is_none() && wire.content.0.is_empty() {
        return Err(json::broken(wire::MEETING_ID, "missing"));
    }
    let has_id = wire.meeting_id.0.is_some();
    let leaders = leaders(std::mem::take(&mut wire.leaders));
    let mut summary = summary(wire);
    if !has_id {
        summary.id = asked.clone();
    }
    Ok(MeetingDetail { summary, leaders })
}

pub(in crate::weclubs) fn participation(wire: wire::Participation) -> Participation {
    let attendees = each(wire.participation, attendee);
    Participation {
        figures: figures([
            wire.total_count,
            wire.unconfirm_count,
            wire.already_confirm_count,
            wire.unsign_count,
            wire.already_sign_count,
        ]),
        attendees: distinct(attendees, |row| &row.student),
    }
}

/// Invited, unconfirmed, confirmed, unsigned, signed.
fn figures(told: [Option<Count>; 5]) -> MeetingFigures {
    let [invited, unconfirmed, confirmed, unsigned, signed] = told.map(count);
    MeetingFigures {
        invited,
        unconfirmed,
        confirmed,
        unsigned,
        signed,
    }
}

fn attendee(wire: wire::Attendee) -> Attendee {
    let signed = wire.is_sign.0;
    let told = wire.is_late.map(|flag| flag.0);
    Attendee {
        student: student(wire.student_id),
        name: wire.name.0,
        avatar_url: picture([wire.avatar_url]),
        department: wire.department_name.0,
        job: wire.job_name.0,
        confirmed: wire.is_confirm.0,
        on_leave: wire.is_leave.0,
        signed: signed > 0,
        late: if signed == wire::SIGNED_LATE {
            Some(true)
        } else {
            told
        },
        changed_at: wire.dynamic_date.0,
        signed_at: wire.sign_date.0,
        comment: wire.comment.0,
    }
}

/// A publication in the server's words.
pub(in crate::weclubs) fn publish(meeting: &NewMeeting) -> Data {
    let data = ask::publish_meeting(
        &meeting.content,
        meeting.club.as_str(),
        &meeting.address,
        meeting.deadline,
        &listed(&meeting.people),
    );
    signing(data, &meeting.sign_in)
}

/// A change in the server's words.
pub(in crate::weclubs) fn edit(meeting: &MeetingId, edit: &MeetingEdit) -> Data {
    let data = ask::edit_meeting(
        meeting.as_str(),
        edit.content.as_deref(),
        edit.address.as_deref(),
        edit.deadline,
    );
    match &edit.sign_in {
        Some(sign_in) => signing(data, sign_in),
        None => data,
    }
}

fn signing(data: Data, sign_in: &NewSignIn) -> Data {
    match sign_in {
        NewSignIn::None => ask::signing(data, None),
        NewSignIn::QrCode { leaders } => ask::signing(data, Some(&listed(leaders))),
    }
}
