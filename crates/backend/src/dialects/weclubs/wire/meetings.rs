//! The meetings of a sponsor, and who takes part (document 004, 4.1).

use jiff::Timestamp;
use serde::Serialize;

use super::{Leader, NoPicture, flag, millis};
use crate::service::clubs::{self, Listed, Window};
use crate::store::{Attendee, Meeting, Reply};

#[derive(Serialize)]
pub struct Meetings {
    meeting: Vec<MeetingRow>,
    has_more: u8,
}

#[derive(Serialize)]
struct MeetingRow {
    meeting_id: i64,
    content: String,
    address: String,
    create_date: i64,
    deadline: i64,
    club_id: i64,
    club_name: String,
    club_avatar: NoPicture,
    sign_type: u8,
    time_to_sign: u8,
    unconfirm_count: i64,
    total_count: i64,
    already_sign_count: i64,
    already_confirm_count: i64,
    unsign_count: i64,
}

impl Meetings {
    pub fn new(listed: Listed<Meeting>, now: Timestamp) -> Self {
        Self {
            meeting: listed
                .rows
                .into_iter()
                .map(|meeting| MeetingRow::new(meeting, now))
                .collect(),
            has_more: flag(listed.has_more),
        }
    }
}

impl MeetingRow {
    fn new(meeting: Meeting, now: Timestamp) -> Self {
        let counts = meeting.counts;
        Self {
            time_to_sign: match meeting.window(now) {
                Window::NotYet(_) => 0,
                Window::Open => 1,
                Window::Closed => 2,
            },
            meeting_id: meeting.meeting_id,
            create_date: millis(meeting.created),
            club_id: meeting.club_id,
            club_name: meeting.club_name,
            club_avatar: None,
            content: meeting.plan.content,
            address: meeting.plan.address,
            deadline: millis(meeting.plan.deadline),
            sign_type: flag(meeting.plan.need_sign),
            total_count: counts.invited,
            already_confirm_count: counts.answered,
            unconfirm_count: counts.invited - counts.answered,
            already_sign_count: counts.signed,
            unsign_count: counts.invited - counts.signed,
        }
    }
}

#[derive(Serialize)]
pub struct MeetingDetail {
    #[serde(flatten)]
    meeting: MeetingRow,
    leaders: Vec<Leader>,
}

impl MeetingDetail {
    pub fn new(detail: clubs::MeetingDetail, now: Timestamp) -> Self {
        Self {
            meeting: MeetingRow::new(detail.meeting, now),
            leaders: detail.leaders.into_iter().map(Leader::from).collect(),
        }
    }
}

/// The counters are of the rows beside them.
#[derive(Serialize)]
pub struct Participation {
    total_count: usize,
    unsign_count: usize,
    already_sign_count: usize,
    unconfirm_count: usize,
    already_confirm_count: usize,
    participation: Vec<AttendeeRow>,
}

#[derive(Serialize)]
struct AttendeeRow {
    student_id: i64,
    name: String,
    avatar_url: NoPicture,
    department_name: Option<String>,
    job_name: Option<String>,
    is_confirm: u8,
    is_leave: u8,
    is_sign: u8,
    is_late: u8,
    /// 0: nothing happened yet.
    dynamic_date: i64,
    /// 0: not signed in.
    sign_date: i64,
    comment: String,
}

impl Participation {
    /// `deadline` is when the meeting begins: who signs in later is late.
    pub fn new(attendees: Vec<Attendee>, deadline: Timestamp) -> Self {
        let total = attendees.len();
        let signed = attendees.iter().filter(|row| row.signed.is_some()).count();
        let replied = attendees.iter().filter(|row| row.replied.is_some()).count();
        Self {
            total_count: total,
            unsign_count: total - signed,
            already_sign_count: signed,
            unconfirm_count: total - replied,
            already_confirm_count: replied,
            participation: attendees
                .into_iter()
                .map(|attendee| AttendeeRow::new(attendee, deadline))
                .collect(),
        }
    }
}

impl AttendeeRow {
    fn new(attendee: Attendee, deadline: Timestamp) -> Self {
        let last = attendee.replied.max(attendee.signed);
        Self {
            student_id: attendee.student_id,
            name: attendee.name,
            avatar_url: None,
            department_name: attendee.department,
            job_name: attendee.job,
            // Whoever asks for leave has confirmed too.
            is_confirm: flag(attendee.reply != Reply::Nothing),
            is_leave: flag(attendee.reply == Reply::Leave),
            is_sign: flag(attendee.signed.is_some()),
            is_late: flag(attendee.signed.is_some_and(|signed| signed > deadline)),
            dynamic_date: last.map_or(0, millis),
            sign_date: attendee.signed.map_or(0, millis),
            comment: attendee.comment,
        }
    }
}
