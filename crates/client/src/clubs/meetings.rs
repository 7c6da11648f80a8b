//! The meetings that the account published, and who takes part in them.

use super::{
    TEXT, acts::reminded, clip_name, codes::windows, fit, found, kept, received::clip_leaders,
    window,
};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::{
            AttendanceFigure, AttendeeRow, AttendeeSort, ListAffairs, ListAttendees, MeetingView,
            OneMeeting,
        },
    },
    reads::{self, clip},
    search::{Query, sort_key},
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, MeetingId},
    meeting::{
        Attendance, AttendanceBoard, MeetingDetail, MeetingSummary, Participation, SignInWay,
        SignInWindow, bursts, is_outside,
    },
    outbox::ClubAffair,
    read::{Read, Rows},
    time::Time,
};

/// Characters of a text in a head, and of a comment.
const WHOLE: usize = 2_000;
const COMMENT: usize = 200;

/// Departments that a board lists.
const DEPARTMENTS: usize = 500;

pub(crate) async fn meetings(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<MeetingSummary>>, AppError> {
    let view = ClubView::Meetings;
    let list: Read<Vec<MeetingSummary>> = kept(client, args.connection, view).await?;
    let query = Query::new(&args.filter);
    Ok(list.map(|mut rows| {
        rows.retain(|row| {
            let mut texts = [&row.content, &row.address, &row.club.name].into_iter();
            texts.any(|text| query.matches(text))
        });
        rows.sort_by_key(|row| std::cmp::Reverse(row.published_at));
        rows.iter_mut().for_each(|row| shorten(row, TEXT));
        window(rows, args.offset, args.limit)
    }))
}

fn shorten(row: &mut MeetingSummary, text: usize) {
    clip(&mut row.content, text);
    clip(&mut row.address, text);
    clip_name(&mut row.club);
    if let SignInWay::Other(word) = &mut row.sign_in {
        clip(word, reads::NAME);
    }
    if let Some(SignInWindow::Other(word)) = &mut row.window {
        clip(word, reads::NAME);
    }
}

pub(crate) async fn meeting(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<MeetingView>, AppError> {
    let meeting = args.meeting;
    let affair = ClubAffair::Meeting {
        meeting: meeting.clone(),
    };
    let (reminded_at, _) = reminded(client, &args.connection, affair).await?;
    let view = ClubView::Meeting { meeting };
    let detail: Read<MeetingDetail> = kept(client, args.connection, view).await?;
    Ok(detail.map(|mut detail| {
        shorten(&mut detail.summary, WHOLE);
        clip_leaders(&mut detail.leaders);
        MeetingView {
            detail,
            reminded_at,
        }
    }))
}

/// When the meeting begins, and whether nobody can sign in any more: as its
/// detail has it, else its row.
async fn times(
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
    let (deadline, over) = times(client, &args.connection, &args.meeting).await?;
    // The server says when they signed in, by its own clock.
    let mut windows = windows(client, &args.connection, &args.meeting).await?;
    for window in &mut windows {
        window.from = client.on_clock_of(&args.connection, window.from);
        window.until = client.on_clock_of(&args.connection, window.until);
    }
    let told = participation(client, args.connection, args.meeting).await?;
    let query = Query::new(&args.filter);
    Ok(told.map(|told| {
        let arrivals = told.attendees.iter().filter_map(|row| row.signed_at);
        let bursts = bursts(arrivals.collect());
        let rows = told.attendees.into_iter().map(|attendee| AttendeeRow {
            attendance: attendee.attendance(deadline, over),
            outside: attendee
                .signed_at
                .is_some_and(|at| is_outside(&windows, at)),
            in_burst: attendee
                .signed_at
                .is_some_and(|at| bursts.binary_search(&at).is_ok()),
            attendee,
        });
        let mut rows: Vec<AttendeeRow> = rows
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
        sort(&mut rows, args.sort);
        if args.descending {
            rows.reverse();
        }
        let mut rows = reads::window(rows, args.offset, args.limit);
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

fn sort(rows: &mut [AttendeeRow], by: AttendeeSort) {
    rows.sort_by_cached_key(|row| sort_key(&row.attendee.name));
    match by {
        AttendeeSort::Name => {}
        AttendeeSort::Department => {
            rows.sort_by(|a, b| a.attendee.department.cmp(&b.attendee.department));
        }
        AttendeeSort::Attendance => rows.sort_by_key(|row| row.attendance),
        AttendeeSort::SignedAt => rows.sort_by_key(|row| row.attendee.signed_at),
    }
}
