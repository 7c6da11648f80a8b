//! The attendance sheet of a meeting: everybody who was invited, and figures
//! that they add up to.

use super::{
    table::{Cell, Table},
    words::Words,
};
use crate::{clubs::Sheet, commands::clubs::meetings::AttendeeRow};
use muster_domain::meeting::{Attendance, AttendanceBoard, AttendanceCounts};

/// One row a person.
pub(crate) fn people(words: &Words, sheet: &Sheet) -> Table {
    let (rows, said) = (&sheet.rows, &words.meetings);
    Table::new(said.name)
        .with("name", words.name, rows, |row| row.attendee.name.as_str())
        .with("department", said.department_head, rows, |row| {
            row.attendee.department.as_str()
        })
        .with("job", said.job, rows, |row| row.attendee.job.as_str())
        .with("answer", said.answer, rows, |row| {
            said.answer(&row.attendee)
        })
        .with("attendance", words.status, rows, |row| {
            said.attendance(row.attendance)
        })
        .with("signed_at", said.signed_at, rows, |row| {
            row.attendee.signed_at
        })
        .with("late", said.late, rows, |row| {
            (row.attendance == Attendance::Late).then_some(words.yes)
        })
        .with("leader", said.leader, rows, |row| {
            leads(sheet, row).then_some(words.yes)
        })
        .with("remarks", said.remarks, rows, |row| {
            let flags = [(row.outside, said.outside), (row.in_burst, said.in_burst)];
            let flags = flags
                .into_iter()
                .filter(|(is, _)| *is)
                .map(|(_, flag)| flag);
            let comment = row.attendee.comment.trim();
            let all: Vec<&str> = flags
                .chain([comment])
                .filter(|text| !text.is_empty())
                .collect();
            Cell::from(all.join(" · ").as_str())
        })
}

fn leads(sheet: &Sheet, row: &AttendeeRow) -> bool {
    let mut leaders = sheet.meeting.iter().flat_map(|meeting| &meeting.leaders);
    leaders.any(|leader| leader.student == row.attendee.student)
}

/// The board's figures, a line for each department and one for all of them.
pub(crate) fn departments(words: &Words, board: &AttendanceBoard) -> Table {
    let said = &words.meetings;
    let rows = board.departments.iter();
    let mut rows: Vec<(&str, AttendanceCounts)> = rows
        .map(|row| (said.department(&row.department), row.counts))
        .collect();
    rows.push((said.total, board.counts));
    Table::new(said.totals)
        .with("department", said.department_head, &rows, |row| row.0)
        .with("invited", said.invited, &rows, |row| row.1.invited())
        .with("confirmed", said.confirmed, &rows, |row| row.1.confirmed)
        .with("on_leave", said.on_leave, &rows, |row| row.1.on_leave)
        .with("unanswered", said.unanswered, &rows, |row| row.1.unanswered)
        .with("signed", said.signed, &rows, |row| row.1.signed)
        .with("late", said.late, &rows, |row| row.1.late)
        .with("awaited", said.awaited, &rows, |row| row.1.awaited)
        .with("absent", said.absent, &rows, |row| row.1.absent)
}

/// What, when, where, and who let people sign in.
pub(crate) fn facts(words: &Words, sheet: &Sheet) -> Vec<(&'static str, Cell)> {
    let said = &words.meetings;
    let Some(meeting) = &sheet.meeting else {
        return Vec::new();
    };
    let leaders: Vec<&str> = meeting.leaders.iter().map(|row| row.name.trim()).collect();
    vec![
        (said.club, meeting.summary.club.name.trim().into()),
        (said.begins, meeting.summary.deadline.into()),
        (said.place, meeting.summary.address.trim().into()),
        (said.leaders, leaders.join(said.comma).as_str().into()),
    ]
}
