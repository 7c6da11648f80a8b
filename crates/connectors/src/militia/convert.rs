//! From the document's words to the domain's, and back.

use super::wire;
use crate::{
    error::Result,
    json::{self, Count, Id, Number, Text},
};
use muster_domain::{
    board::{
        CheckInFigures, CheckInRow, CheckInStatus, ResponseFigures, ResponseRow, ResponseStatus,
    },
    geo::{Crs, Point},
    id::{PlaceId, SoldierId, TaskId},
    position::Whereabouts,
    read::Page,
    task::{
        CalledThrough, Level, NewTask, NewTaskPlace, Participant, Phase, Place, PublishInfo,
        TaskDetail, TaskList, TaskSummary,
    },
    time::{Time, beijing},
};

fn soldier(id: Id) -> SoldierId {
    SoldierId(id.of_row())
}

fn point(lat: &Number, lng: &Number, crs: Crs) -> Option<Point> {
    Point::from_crs(lat.0?, lng.0?, crs)
}

pub(super) fn info(wire: wire::Info, crs: Crs) -> PublishInfo {
    PublishInfo {
        is_office: wire.is_office.0,
        places: wire
            .places
            .0
            .into_iter()
            .map(|place| Place {
                at: point(&place.0.place_lat, &place.0.place_lng, crs),
                id: PlaceId(place.0.place_id.of_row()),
                name: place.0.place_name.0,
            })
            .collect(),
    }
}

/// Rows of a page; both counts are as the server says.
fn page<W, T>(
    number: u32,
    pages: &Count,
    total: &Count,
    rows: Vec<W>,
    row: impl FnMut(W) -> T,
) -> Page<T> {
    Page {
        page: number,
        total_pages: pages.0.max(1),
        total: total.0,
        rows: rows.into_iter().map(row).collect(),
    }
}

pub(super) fn tasks(wire: wire::Tasks, list: TaskList, number: u32) -> Page<TaskSummary> {
    page(
        number,
        &wire.total_pages,
        &wire.total_tasks,
        wire.data.0,
        |row| match list {
            TaskList::Working => summary(row.0),
            TaskList::Done => done(row.0),
        },
    )
}

/// The working list and the detail tell no counts.
fn summary(wire: wire::Task) -> TaskSummary {
    let phase = phase(&wire.status.0);
    TaskSummary {
        id: TaskId(wire.task_id.of_row()),
        title: wire.title.0,
        launched_by: wire.launch_admin.0,
        launched_at: wire.launch_datetime.0,
        gather_at: wire.gather_datetime.0,
        finish_at: wire.finish_datetime.0,
        place: wire.gather_place.0,
        wanted: wire.mem_count.0,
        progress: match phase {
            Phase::Recruiting | Phase::Gathering => Some(wire.detail.0.unwrap_or(0.0)),
            Phase::Executing | Phase::Done | Phase::Other(_) => wire.detail.0,
        },
        phase,
        responded: None,
        accepted: None,
        checked_in: None,
    }
}

/// The done list tells counts and no phase.
fn done(wire: wire::Task) -> TaskSummary {
    TaskSummary {
        responded: Some(wire.response_count.0),
        accepted: Some(wire.accept_count.0),
        checked_in: Some(wire.check_count.0),
        phase: Phase::Done,
        progress: None,
        ..summary(wire)
    }
}

/// A finished task's detail lacks `status`, `detail` and `is_launcher`.
pub(super) fn detail(wire: wire::Task, asked: &TaskId, crs: Crs) -> Result<TaskDetail> {
    if wire.task_id.0.is_none() && wire.title.0.is_empty() {
        return Err(json::broken(wire::TASK_ID, "missing"));
    }
    let (place_at, is_launcher) = (
        point(&wire.place_lat, &wire.place_lng, crs),
        wire.is_launcher.0,
    );
    let is_over = wire.status.0.trim().is_empty();
    let has_id = wire.task_id.0.is_some();
    let mut summary = summary(wire);
    if is_over {
        (summary.phase, summary.progress) = (Phase::Done, None);
    }
    if !has_id {
        summary.id = asked.clone();
    }
    Ok(TaskDetail {
        summary,
        place_at,
        is_launcher,
    })
}

fn phase(word: &str) -> Phase {
    match word.trim() {
        wire::RECRUITING => Phase::Recruiting,
        wire::GATHERING => Phase::Gathering,
        wire::EXECUTING => Phase::Executing,
        other => Phase::Other(other.to_owned()),
    }
}

fn level(word: &str) -> Option<Level> {
    match word.trim() {
        "" => None,
        wire::STREET => Some(Level::Street),
        wire::DISTRICT => Some(Level::District),
        wire::CITY => Some(Level::City),
        other => Some(Level::Other(other.to_owned())),
    }
}

/// Flat, in the order sent: offices, organisations, individuals.
pub(super) fn participants(wire: wire::Participants) -> Vec<Participant> {
    let groups = wire
        .offices
        .0
        .into_iter()
        .map(|group| (CalledThrough::Office, group.0));
    let groups = groups.chain(
        wire.orgs
            .0
            .into_iter()
            .map(|group| (CalledThrough::Org, group.0)),
    );
    let mut people = Vec::new();
    for (through, group) in groups {
        let level = level(match through {
            CalledThrough::Office => &group.office_level.0,
            CalledThrough::Org | CalledThrough::Individually => &group.org_level.0,
        });
        people.extend(group.members.0.into_iter().map(|member| Participant {
            group: group.name.0.clone(),
            level: level.clone(),
            ..participant(member.0, through)
        }));
    }
    let alone = wire.indiv.0.into_iter();
    people.extend(alone.map(|member| participant(member.0, CalledThrough::Individually)));
    people
}

fn participant(wire: wire::Member, through: CalledThrough) -> Participant {
    Participant {
        soldier: soldier(wire.soldier_id),
        name: wire.name.0,
        through,
        group: wire.serve_office.0,
        level: None,
        im_user: wire.im_user_id.0,
        is_admin: wire.is_admin.0,
    }
}

pub(super) fn responses(
    wire: wire::Responses,
    number: u32,
) -> (ResponseFigures, Page<ResponseRow>) {
    let figures = ResponseFigures {
        wanted: Some(wire.mem_count.0),
        notified: Some(wire.notify_count.0),
        responded: Some(wire.response_count.0),
        accepted: Some(wire.accept_count.0),
        average_ms: average_ms(&wire.avg_resp_time),
    };
    let rows = page(
        number,
        &wire.total_pages,
        &wire.total_mem,
        wire.mem_list.0,
        |row| {
            let row = row.0;
            ResponseRow {
                soldier: soldier(row.soldier_id),
                name: row.name.0,
                phone: row.phone.0,
                office: row.serve_office.0,
                status: match row.status.0.trim() {
                    wire::UNREAD => ResponseStatus::Unread,
                    wire::REFUSED => ResponseStatus::Refused,
                    wire::ACCEPTED => ResponseStatus::Accepted,
                    other => ResponseStatus::Other(other.to_owned()),
                },
                responded_at: row.resp_time.0,
                im_user: row.im_user_id.0,
            }
        },
    );
    (figures, rows)
}

pub(super) fn check_ins(wire: wire::CheckIns, number: u32) -> (CheckInFigures, Page<CheckInRow>) {
    let figures = CheckInFigures {
        // 接受任务的总人数
        accepted: Some(wire.total_mem.0),
        checked_in: Some(wire.check_count.0),
    };
    let rows = page(
        number,
        &wire.total_pages,
        &wire.total_mem,
        wire.mem_list.0,
        |row| {
            let row = row.0;
            CheckInRow {
                soldier: soldier(row.soldier_id),
                name: row.name.0,
                phone: row.phone.0,
                office: row.serve_office.0,
                status: match row.status.0.trim() {
                    wire::ABSENT => CheckInStatus::Absent,
                    wire::CHECKED_IN => CheckInStatus::CheckedIn,
                    other => CheckInStatus::Other(other.to_owned()),
                },
                im_user: row.im_user_id.0,
            }
        },
    );
    (figures, rows)
}

/// Who is on the list; some may have no position yet.
pub(super) fn whereabouts(wire: wire::Positions, number: u32, crs: Crs) -> Page<Whereabouts> {
    page(
        number,
        &wire.count_page,
        &wire.count_data,
        wire.data.0,
        |row| {
            let row = row.0;
            Whereabouts {
                soldier: soldier(row.soldier_id),
                name: row.name.0,
                phone: row.phone.0,
                office: row.serve_office.0,
                at: located(&row.latitude, &row.longitude, crs),
            }
        },
    )
}

/// A receiver that knows nothing says 0, 0.
fn located(lat: &Number, lng: &Number, crs: Crs) -> Option<Point> {
    let is_zero = lat.0 == Some(0.0) && lng.0 == Some(0.0);
    point(lat, lng, crs).filter(|_| !is_zero)
}

/// Milliseconds of `HH:MM:SS`, where the hours may be any number. The figure
/// is only compared with the one worked out from the rows, so what cannot be
/// read is left out.
fn average_ms(text: &Text) -> Option<i64> {
    let mut parts = text
        .0
        .trim()
        .split(':')
        .map(|part| part.parse::<u32>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    Some((i64::from(hours) * 3600 + i64::from(minutes) * 60 + i64::from(seconds)) * 1000)
}

/// A publication in the document's words.
pub(super) fn publish(task: &NewTask, crs: Crs) -> wire::Publish {
    let (place_id, at) = match &task.place {
        NewTaskPlace::Saved { id, .. } => (wire::SentId::from(id.as_str()), None),
        NewTaskPlace::New { at, .. } => {
            (wire::SentId::Number(wire::NEW_PLACE), Some(at.to_crs(crs)))
        }
    };
    wire::Publish {
        title: task.title.clone(),
        mem_count: task.wanted,
        gather_datetime: civil(task.gather_at),
        detail: task.detail.clone(),
        place_id,
        place_name: task.place.name().to_owned(),
        place_lat: at.map(|(lat, _)| rounded(lat)),
        place_lng: at.map(|(_, lng)| rounded(lng)),
        finish_datetime: civil(task.finish_at),
        accept_org_ids: task.orgs.iter().map(|id| id.as_str().into()).collect(),
        accept_office_ids: task.offices.iter().map(|id| id.as_str().into()).collect(),
        accept_soldr_ids: task.soldiers.iter().map(|id| id.as_str().into()).collect(),
    }
}

/// A checked draft holds no time beyond the year 9999; the server refuses the
/// empty text that one would become.
fn civil(time: Time) -> String {
    time.to_civil(&beijing()).unwrap_or_default()
}

/// Six decimals, as in the document: a tenth of a metre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}
