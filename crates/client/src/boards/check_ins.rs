//! The check-in board.

use super::{
    Handle, look,
    roll::{Changes, Roll},
    row::{Major, OnBoard},
    shown,
    view::View,
};
use crate::{
    client::{Client, lock},
    commands::{
        Target,
        tasks::{Arrival, CheckInPicture, CheckInSort, ListCheckIns, OneTask},
    },
    reads, store,
};
use muster_domain::{
    board::{
        ArrivalPoint, CheckInBoard, CheckInFigures, CheckInRow, CheckInStatus, OfficeArrivals,
        SeenCheckIn, arrival_curve, arrivals_by_office,
    },
    error::AppError,
    id::{ConnectionId, SoldierId, TaskId},
    read::{Read, Rows},
    time::Time,
};
use rusqlite::Connection;
use std::sync::Arc;

/// Latest arrivals that are shown.
const LATEST: usize = 12;

impl OnBoard for SeenCheckIn {
    const WHAT: &'static str = "check_ins";
    type Status = CheckInStatus;
    type Sort = CheckInSort;
    type Figures = CheckInFigures;
    type Counted = Counted;

    fn soldier(&self) -> &SoldierId {
        &self.row.soldier
    }

    fn name(&self) -> &str {
        &self.row.name
    }

    fn office(&self) -> &str {
        &self.row.office
    }

    fn phone(&self) -> &str {
        &self.row.phone
    }

    fn status(&self) -> &CheckInStatus {
        &self.row.status
    }

    fn is_other(status: &CheckInStatus) -> bool {
        matches!(status, CheckInStatus::Other(_))
    }

    fn major(&self, sort: CheckInSort, office: &Arc<str>) -> Major {
        match sort {
            CheckInSort::Name => Major::Number(0),
            CheckInSort::Office => Major::of(office),
            CheckInSort::Status => Major::Number(match self.row.status {
                CheckInStatus::Absent => 0,
                CheckInStatus::CheckedIn => 1,
                CheckInStatus::Other(_) => 2,
            }),
            CheckInSort::SeenAt => self
                .seen_at
                .map_or(Major::Nothing, |at| Major::Number(at.0)),
        }
    }

    fn load(
        db: &Connection,
        connection: &ConnectionId,
        task: &TaskId,
    ) -> rusqlite::Result<(CheckInFigures, Vec<Self>)> {
        let figures = store::check_ins::figures(db, connection, task)?;
        let seen = store::arrivals::list(db, connection, task)?;
        let rows = store::check_ins::list(db, connection, task)?
            .into_iter()
            .map(|row| Self {
                seen_at: seen.get(&row.soldier).copied(),
                row,
            });
        Ok((figures.unwrap_or_default(), rows.collect()))
    }

    fn apply(
        db: &Connection,
        connection: &ConnectionId,
        task: &TaskId,
        changes: &Changes<Self>,
    ) -> rusqlite::Result<()> {
        let (figures, gone) = (changes.figures.as_ref(), &changes.gone);
        let rows = changes.rows.iter().map(|seen| &seen.row);
        store::check_ins::apply(db, connection, task, figures, rows, gone)?;
        for seen in &changes.rows {
            store::arrivals::put(db, connection, task, seen.soldier(), seen.seen_at)?;
        }
        for soldier in gone {
            store::arrivals::put(db, connection, task, soldier, None)?;
        }
        Ok(())
    }
}

/// What is counted from the rows of a check-in board.
#[derive(Debug)]
pub(crate) struct Counted {
    complete: bool,
    board: CheckInBoard,
    curve: Vec<ArrivalPoint>,
    offices: (Vec<OfficeArrivals>, u32),
    latest: Vec<Arrival>,
}

impl Counted {
    fn of(rows: &[SeenCheckIn], figures: CheckInFigures, complete: bool) -> Self {
        let plain: Vec<CheckInRow> = rows.iter().map(|seen| seen.row.clone()).collect();
        Self {
            complete,
            board: CheckInBoard::count(&plain, figures, complete),
            curve: arrival_curve(rows.iter().filter_map(|row| row.seen_at)),
            offices: shown(arrivals_by_office(&plain), |office| &mut office.office),
            latest: latest(rows),
        }
    }
}

/// Who was seen to have arrived last, newest first.
fn latest(rows: &[SeenCheckIn]) -> Vec<Arrival> {
    let mut seen: Vec<(Time, &SeenCheckIn)> = rows
        .iter()
        .filter_map(|row| Some((row.seen_at?, row)))
        .collect();
    seen.sort_unstable_by(|a, b| {
        (b.0, a.1.name(), a.1.soldier()).cmp(&(a.0, b.1.name(), b.1.soldier()))
    });
    seen.into_iter()
        .take(LATEST)
        .map(|(seen_at, SeenCheckIn { row, .. })| {
            let (mut name, mut office) = (row.name.clone(), row.office.clone());
            reads::clip(&mut name, reads::NAME);
            reads::clip(&mut office, reads::OFFICE);
            Arrival {
                name,
                office,
                seen_at,
            }
        })
        .collect()
}

/// Makes the stored board equal to a reading, writing only what differs. True
/// if anything did. Who is there for the first time is noted with `now`.
pub(crate) fn keep(
    db: &Connection,
    roll: &Handle<SeenCheckIn>,
    (connection, task): (&ConnectionId, &TaskId),
    (figures, rows): (&CheckInFigures, Vec<CheckInRow>),
    now: Time,
) -> rusqlite::Result<bool> {
    let mut roll = lock(roll);
    roll.follow(db, connection, task)?;
    let rows = rows
        .into_iter()
        .map(|row| SeenCheckIn {
            seen_at: seen_at(&roll, &row, now),
            row,
        })
        .collect();
    roll.keep(db, (connection, task), (figures, rows), now)
}

fn seen_at(roll: &Roll<SeenCheckIn>, row: &CheckInRow, now: Time) -> Option<Time> {
    let before = roll.find(&row.soldier).and_then(|seen| seen.seen_at);
    (row.status == CheckInStatus::CheckedIn).then(|| before.unwrap_or(now))
}

fn target(args: &OneTask) -> Target {
    Target::CheckIns {
        connection: args.connection.clone(),
        task: args.task.clone(),
    }
}

fn handle(client: &Client, args: &OneTask) -> Handle<SeenCheckIn> {
    let boards = &client.inner().boards;
    boards.check_ins(&args.connection, &args.task)
}

fn counted(roll: &mut Roll<SeenCheckIn>, complete: bool) -> &Counted {
    let figures = roll.figures().clone();
    roll.counted(
        |counted| counted.complete == complete,
        |rows| Counted::of(rows, figures, complete),
    )
}

pub(crate) async fn check_in_board(
    client: &Client,
    args: OneTask,
) -> Result<Read<CheckInBoard>, AppError> {
    let (target, roll) = (target(&args), handle(client, &args));
    look(client, args, target, roll, |roll, look| {
        Ok(counted(roll, look.age.complete).board.clone())
    })
    .await
}

pub(crate) async fn check_in_picture(
    client: &Client,
    args: OneTask,
) -> Result<Read<CheckInPicture>, AppError> {
    let (target, roll) = (target(&args), handle(client, &args));
    look(client, args, target, roll, |roll, look| {
        let OneTask { connection, task } = look.args;
        let since = store::board_stamps::since(look.db, connection, task, SeenCheckIn::WHAT)?;
        let counted = counted(roll, look.age.complete);
        Ok(CheckInPicture {
            since,
            curve: counted.curve.clone(),
            offices: counted.offices.0.clone(),
            offices_left_out: counted.offices.1,
            latest: counted.latest.clone(),
            as_of: look.age.as_of(),
            wanted: look.task.map(|task| task.wanted),
            gather_at: look.task.and_then(|task| task.gather_at),
        })
    })
    .await
}

pub(crate) async fn check_ins(
    client: &Client,
    args: ListCheckIns,
) -> Result<Read<Rows<SeenCheckIn>>, AppError> {
    let task = OneTask::new(&args.connection, &args.task);
    let (target, roll) = (target(&task), handle(client, &task));
    look(client, task, target, roll, move |roll, _| {
        let (offset, limit) = (args.offset, args.limit);
        let mut rows = roll.window(&view(args), offset, limit);
        for SeenCheckIn { row, .. } in &mut rows.rows {
            reads::clip(&mut row.name, reads::NAME);
            reads::clip(&mut row.office, reads::OFFICE);
            reads::clip(&mut row.phone, reads::PHONE);
        }
        Ok(rows)
    })
    .await
}

/// The board with all the rows that it is counted from, by name.
pub(crate) async fn whole_check_in_board(
    client: &Client,
    args: OneTask,
) -> Result<Read<(CheckInBoard, Vec<SeenCheckIn>)>, AppError> {
    let (target, roll) = (target(&args), handle(client, &args));
    look(client, args, target, roll, |roll, look| {
        let places = roll.view(&View::everybody(CheckInSort::Name));
        let rows = places.iter().map(|place| roll.rows()[*place].clone());
        let rows = rows.collect();
        Ok((counted(roll, look.age.complete).board.clone(), rows))
    })
    .await
}

/// The whole list that `args` look at a window of.
pub(crate) async fn every_check_in(
    client: &Client,
    args: ListCheckIns,
) -> Result<Read<Vec<SeenCheckIn>>, AppError> {
    let task = OneTask::new(&args.connection, &args.task);
    let (target, roll) = (target(&task), handle(client, &task));
    look(client, task, target, roll, move |roll, _| {
        let places = roll.view(&view(args));
        let rows = places.iter().map(|place| roll.rows()[*place].clone());
        Ok(rows.collect())
    })
    .await
}

fn view(args: ListCheckIns) -> View<SeenCheckIn> {
    View {
        status: args.status,
        office: args.office,
        filter: args.filter,
        sort: args.sort,
        descending: args.descending,
    }
}
