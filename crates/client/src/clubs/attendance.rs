//! Who takes part in a meeting: as a board, row by row, and all of it for a
//! sheet.

use super::{codes::all_windows, fit, found, kept};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::{
            OneMeeting,
            meetings::{AttendanceFigure, AttendeeRow, AttendeeSort, ListAttendees},
        },
    },
    reads::{self, clip},
    search::{Query, sort_key},
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, MeetingId},
    meeting::{
        Attendance, AttendanceBoard, Attendee, CodeWindow, MeetingDetail, MeetingSummary,
        Participation, SignInWindow, bursts, is_outside,
    },
    read::{Read, Rows},
    time::Time,
};

/// Characters of a comment.
const COMMENT: usize = 200;

/// Departments that a board lists.
const DEPARTMENTS: usize = 500;

/// All there is to say about who took part.
pub(crate) struct Sheet {
    /// As its own reading has the meeting; `None` if that was never read.
    pub meeting: Option<MeetingDetail>,
    /// Of everybody, in all departments.
    pub board: AttendanceBoard,
    /// Those asked for.
    pub rows: Vec<AttendeeRow>,
}

/// When the meeting begins, and whether nobody can sign in any more: as its
/// detail has it, else its row.
pub(super) async fn times(
    client: &Client,
    connection: &ConnectionId,
    meeting: &MeetingId,
) -> Result<(Option<Time>, bool), AppError> {
    let view = ClubView::Meeting {
        meeting: meeting.clone(),
    };
    let detail = found::<MeetingDetail>(client, connection.clone(), view).await?;
    let row = found::<Vec<MeetingSummary>>(client, connection.clone(), ClubView::Meetings).await?;
    let row = row.and_then(|list| {
        let row = list.value.into_iter().find(|row| row.id == *meeting);
        row.map(|row| (list.age.fetched_at, row))
    });
    let detail = detail.map(|detail| (detail.age.fetched_at, detail.value.summary));
    let newest = detail.into_iter().chain(row).max_by_key(|(at, _)| *at);
    Ok(newest.map_or((None, false), |(_, row)| {
        (row.deadline, row.window == Some(SignInWindow::Closed))
    }))
}

async fn participation(
    client: &Client,
    connection: ConnectionId,
    meeting: MeetingId,
) -> Result<Read<Participation>, AppError> {
    kept(client, connection, ClubView::Participation { meeting }).await
}

pub(crate) async fn attendance_board(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<AttendanceBoard>, AppError> {
    let (deadline, over) = times(client, &args.connection, &args.meeting).await?;
    let told = participation(client, args.connection, args.meeting).await?;
    Ok(told.map(|told| {
        let mut board = told.board(deadline, over);
        board.departments.truncate(DEPARTMENTS);
        for row in &mut board.departments {
            clip(&mut row.department, reads::OFFICE);
        }
        board.departments = reads::fitting(board.departments);
        board
    }))
}

pub(crate) async fn attendees(
    client: &Client,
    args: ListAttendees,
) -> Result<Read<Rows<AttendeeRow>>, AppError> {
    let asked = Asked::of(client, &args).await?;
    let told = participation(client, args.connection.clone(), args.meeting.clone()).await?;
    Ok(told.map(|told| {
        let mut rows = reads::window(asked.rows(told, &args), args.offset, args.limit);
        for row in &mut rows.rows {
            let attendee = &mut row.attendee;
            clip(&mut attendee.name, reads::NAME);
            clip(&mut attendee.department, reads::OFFICE);
            clip(&mut attendee.job, reads::OFFICE);
            clip(&mut attendee.comment, COMMENT);
            attendee.avatar_url = None;
        }
        fit(rows)
    }))
}

/// Figures and rows of one reading.
pub(crate) async fn attendance_sheet(
    client: &Client,
    args: ListAttendees,
) -> Result<Read<Sheet>, AppError> {
    let asked = Asked::of(client, &args).await?;
    let (connection, meeting) = (args.connection.clone(), args.meeting.clone());
    let view = ClubView::Meeting {
        meeting: meeting.clone(),
    };
    let detail = found::<MeetingDetail>(client, connection.clone(), view).await?;
    let told = participation(client, connection, meeting).await?;
    Ok(told.map(|told| Sheet {
        meeting: detail.map(|detail| detail.value),
        board: told.board(asked.deadline, asked.over),
        rows: asked.rows(told, &args),
    }))
}

/// What rows are measured by.
struct Asked {
    deadline: Option<Time>,
    over: bool,
    /// By the server's clock, as the times of arrivals are.
    windows: Vec<CodeWindow>,
}

impl Asked {
    async fn of(client: &Client, args: &ListAttendees) -> Result<Self, AppError> {
        let (deadline, over) = times(client, &args.connection, &args.meeting).await?;
        let mut windows = all_windows(client, &args.connection, &args.meeting).await?;
        let skew_ms = client.exact_skew_ms(&args.connection).unwrap_or(0);
        for window in &mut windows {
            window.from = window.from.plus_ms(skew_ms);
            window.until = window.until.plus_ms(skew_ms);
        }
        Ok(Self {
            deadline,
            over,
            windows,
        })
    }

    fn row(&self, attendee: Attendee, bursts: &[Time]) -> AttendeeRow {
        let signed_at = attendee.signed_at;
        AttendeeRow {
            attendance: attendee.attendance(self.deadline, self.over),
            outside: signed_at.is_some_and(|at| is_outside(&self.windows, at)),
            in_burst: signed_at.is_some_and(|at| bursts.binary_search(&at).is_ok()),
            attendee,
        }
    }

    /// Those asked for, in the order asked for, whatever the window.
    fn rows(&self, told: Participation, args: &ListAttendees) -> Vec<AttendeeRow> {
        let query = Query::new(&args.filter);
        let arrivals = told.attendees.iter().filter_map(|row| row.signed_at);
        let bursts = bursts(arrivals.collect());
        let rows = told.attendees.into_iter();
        let mut rows: Vec<AttendeeRow> = rows
            .map(|attendee| self.row(attendee, &bursts))
            .filter(|row| {
                let of = &row.attendee;
                let mut texts = [&of.name, &of.department, &of.job].into_iter();
                args.figure.is_none_or(|figure| stands_in(row, figure))
                    && args
                        .department
                        .as_ref()
                        .is_none_or(|name| *name == of.department)
                    && (texts.any(|text| query.matches(text)))
            })
            .collect();
        sort(&mut rows, args.sort, args.descending);
        rows
    }
}

/// Whether a figure of the board counts this row.
fn stands_in(row: &AttendeeRow, figure: AttendanceFigure) -> bool {
    let (of, now) = (&row.attendee, row.attendance);
    match figure {
        AttendanceFigure::Unanswered => !of.on_leave && !of.confirmed,
        AttendanceFigure::Confirmed => !of.on_leave && of.confirmed,
        AttendanceFigure::OnLeave => of.on_leave,
        AttendanceFigure::Signed => of.signed,
        AttendanceFigure::Late => now == Attendance::Late,
        AttendanceFigure::Awaited => matches!(now, Attendance::Unanswered | Attendance::Confirmed),
        AttendanceFigure::Absent => now == Attendance::Absent,
        AttendanceFigure::Outside => row.outside,
        AttendanceFigure::InBurst => row.in_burst,
    }
}

fn sort(rows: &mut [AttendeeRow], by: AttendeeSort, descending: bool) {
    rows.sort_by_cached_key(|row| sort_key(&row.attendee.name));
    match by {
        AttendeeSort::Name => {}
        AttendeeSort::Department => {
            rows.sort_by(|a, b| a.attendee.department.cmp(&b.attendee.department));
        }
        AttendeeSort::Attendance => rows.sort_by_key(|row| row.attendance),
        AttendeeSort::SignedAt => rows.sort_by_key(|row| row.attendee.signed_at),
    }
    reads::turn(rows, descending, |row| match by {
        AttendeeSort::Department => row.attendee.department.is_empty(),
        AttendeeSort::SignedAt => row.attendee.signed_at.is_none(),
        AttendeeSort::Name | AttendeeSort::Attendance => false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_not_signed_in_and_who_is_in_no_department_come_last_in_either_direction() {
        let row = |name: &str, department: &str, signed_at: Option<i64>| AttendeeRow {
            attendee: Attendee {
                student: name.into(),
                name: name.into(),
                avatar_url: None,
                department: department.into(),
                job: String::new(),
                confirmed: true,
                on_leave: false,
                signed: signed_at.is_some(),
                late: None,
                changed_at: None,
                signed_at: signed_at.map(Time),
                comment: String::new(),
            },
            attendance: Attendance::Confirmed,
            outside: false,
            in_burst: false,
        };
        let order = |by, descending| {
            let mut rows = [
                row("a", "", None),
                row("b", "x", Some(20)),
                row("c", "y", Some(10)),
            ];
            sort(&mut rows, by, descending);
            rows.map(|row| row.attendee.name).concat()
        };
        assert_eq!(order(AttendeeSort::SignedAt, false), "cba");
        assert_eq!(order(AttendeeSort::SignedAt, true), "bca");
        assert_eq!(order(AttendeeSort::Department, false), "bca");
        assert_eq!(order(AttendeeSort::Department, true), "cba");
    }
}
