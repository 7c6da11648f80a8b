//! The response board and the check-in board: figures counted from the cached
//! rows, and windows into the rows.

use crate::{
    client::Client,
    commands::{
        Target,
        tasks::{CheckInSort, ListCheckIns, ListResponses, OneTask, ResponseSort},
    },
    reads,
    search::{Query, sort_key},
    store::{self, Stored, ages},
    sync::Watched as _,
};
use muster_domain::{
    board::{
        CheckInBoard, CheckInFigures, CheckInRow, CheckInStatus, ResponseBoard, ResponseFigures,
        ResponseRow, ResponseStatus,
    },
    error::AppError,
    read::{Read, Rows},
    task::TaskSummary,
};
use rusqlite::Connection;

/// A board's rows with the server's figures.
type Board<F, R> = (F, Vec<R>);

async fn read_responses(
    client: &Client,
    args: OneTask,
) -> Result<
    (
        Option<TaskSummary>,
        Read<Board<ResponseFigures, ResponseRow>>,
    ),
    AppError,
> {
    let target = Target::Responses {
        connection: args.connection.clone(),
        task: args.task.clone(),
    };
    let key = target.age_key();
    let (task, stored) = client
        .stores()?
        .cache
        .read(move |db| {
            let OneTask { connection, task } = &args;
            let age = ages::find(db, connection, &key)?;
            let figures = store::responses::figures(db, connection, task)?;
            let rows = store::responses::list(db, connection, task)?;
            let stored = figures.zip(age).map(|(figures, age)| Stored {
                value: (figures, rows),
                age,
            });
            Ok((summary(db, &args)?, stored))
        })
        .await?;
    let tasks: Vec<TaskSummary> = task.iter().cloned().collect();
    Ok((task, reads::read(client, &target, stored, &tasks)))
}

/// The task, as far as its detail or a list told.
pub(crate) fn summary(db: &Connection, args: &OneTask) -> rusqlite::Result<Option<TaskSummary>> {
    let detail = store::task_details::find(db, &args.connection, &args.task)?;
    match detail {
        Some(detail) => Ok(Some(detail.summary)),
        None => store::tasks::find(db, &args.connection, &args.task),
    }
}

pub(crate) async fn response_board(
    client: &Client,
    args: OneTask,
) -> Result<Read<ResponseBoard>, AppError> {
    let (task, read) = read_responses(client, args).await?;
    let complete = read.complete;
    Ok(read.map(|(mut figures, rows)| {
        // Nobody publishes a task that wants nobody: 0 is a figure left out.
        figures.wanted = figures
            .wanted
            .filter(|&wanted| wanted > 0)
            .or_else(|| task.as_ref().map(|task| task.wanted));
        let launched_at = task.and_then(|task| task.launched_at);
        ResponseBoard::count(&rows, figures, launched_at, complete)
    }))
}

pub(crate) async fn responses(
    client: &Client,
    args: ListResponses,
) -> Result<Read<Rows<ResponseRow>>, AppError> {
    let (offset, limit) = (args.offset, args.limit);
    let (_, read) = every_response(client, args).await?;
    Ok(read.map(|rows| {
        let mut rows = reads::window(rows, offset, limit);
        for row in &mut rows.rows {
            reads::clip(&mut row.name, reads::NAME);
            reads::clip(&mut row.office, reads::OFFICE);
            reads::clip(&mut row.phone, reads::PHONE);
        }
        rows
    }))
}

/// The whole list that `args` look at a window of, and its task.
pub(crate) async fn every_response(
    client: &Client,
    args: ListResponses,
) -> Result<(Option<TaskSummary>, Read<Vec<ResponseRow>>), AppError> {
    let one = OneTask {
        connection: args.connection.clone(),
        task: args.task.clone(),
    };
    let (task, read) = read_responses(client, one).await?;
    let rows = read.map(|(_, mut rows)| {
        let needle = Needle::new(&args.filter);
        rows.retain(|row| {
            args.status
                .as_ref()
                .is_none_or(|status| *status == row.status)
                && needle.matches(&row.name, &row.office, &row.phone)
        });
        sort_responses(&mut rows, args.sort);
        if args.descending {
            rows.reverse();
        }
        // Who has not responded comes last in either direction.
        if args.sort == ResponseSort::RespondedAt {
            rows.sort_by_key(|row| row.responded_at.is_none());
        }
        rows
    });
    Ok((task, rows))
}

/// Equal rows stand by name; the order is the same at every read.
fn sort_responses(rows: &mut [ResponseRow], sort: ResponseSort) {
    rows.sort_by_cached_key(|row| (sort_key(&row.name), row.soldier.clone()));
    match sort {
        ResponseSort::Name => {}
        ResponseSort::Office => rows.sort_by_cached_key(|row| sort_key(&row.office)),
        ResponseSort::Status => rows.sort_by_key(|row| match row.status {
            ResponseStatus::Unread => 0,
            ResponseStatus::Refused => 1,
            ResponseStatus::Accepted => 2,
            ResponseStatus::Other(_) => 3,
        }),
        ResponseSort::RespondedAt => rows.sort_by_key(|row| row.responded_at),
    }
}

async fn read_check_ins(
    client: &Client,
    args: OneTask,
) -> Result<Read<Board<CheckInFigures, CheckInRow>>, AppError> {
    let target = Target::CheckIns {
        connection: args.connection.clone(),
        task: args.task.clone(),
    };
    let key = target.age_key();
    let (task, stored) = client
        .stores()?
        .cache
        .read(move |db| {
            let OneTask { connection, task } = &args;
            let age = ages::find(db, connection, &key)?;
            let figures = store::check_ins::figures(db, connection, task)?;
            let rows = store::check_ins::list(db, connection, task)?;
            let stored = figures.zip(age).map(|(figures, age)| Stored {
                value: (figures, rows),
                age,
            });
            Ok((summary(db, &args)?, stored))
        })
        .await?;
    let tasks: Vec<TaskSummary> = task.into_iter().collect();
    Ok(reads::read(client, &target, stored, &tasks))
}

pub(crate) async fn check_in_board(
    client: &Client,
    args: OneTask,
) -> Result<Read<CheckInBoard>, AppError> {
    let read = read_check_ins(client, args).await?;
    let complete = read.complete;
    Ok(read.map(|(figures, rows)| CheckInBoard::count(&rows, figures, complete)))
}

pub(crate) async fn check_ins(
    client: &Client,
    args: ListCheckIns,
) -> Result<Read<Rows<CheckInRow>>, AppError> {
    let (offset, limit) = (args.offset, args.limit);
    let read = every_check_in(client, args).await?;
    Ok(read.map(|rows| {
        let mut rows = reads::window(rows, offset, limit);
        for row in &mut rows.rows {
            reads::clip(&mut row.name, reads::NAME);
            reads::clip(&mut row.office, reads::OFFICE);
            reads::clip(&mut row.phone, reads::PHONE);
        }
        rows
    }))
}

/// The whole list that `args` look at a window of.
pub(crate) async fn every_check_in(
    client: &Client,
    args: ListCheckIns,
) -> Result<Read<Vec<CheckInRow>>, AppError> {
    let one = OneTask {
        connection: args.connection.clone(),
        task: args.task.clone(),
    };
    let read = read_check_ins(client, one).await?;
    Ok(read.map(|(_, mut rows)| {
        let needle = Needle::new(&args.filter);
        rows.retain(|row| {
            args.status
                .as_ref()
                .is_none_or(|status| *status == row.status)
                && needle.matches(&row.name, &row.office, &row.phone)
        });
        sort_check_ins(&mut rows, args.sort);
        if args.descending {
            rows.reverse();
        }
        rows
    }))
}

/// Equal rows stand by name; the order is the same at every read.
fn sort_check_ins(rows: &mut [CheckInRow], sort: CheckInSort) {
    rows.sort_by_cached_key(|row| (sort_key(&row.name), row.soldier.clone()));
    match sort {
        CheckInSort::Name => {}
        CheckInSort::Office => rows.sort_by_cached_key(|row| sort_key(&row.office)),
        CheckInSort::Status => rows.sort_by_key(|row| match row.status {
            CheckInStatus::Absent => 0,
            CheckInStatus::CheckedIn => 1,
            CheckInStatus::Other(_) => 2,
        }),
    }
}

/// What the filter of a board looks for.
pub(crate) struct Needle {
    query: Query,
    typed: String,
}

impl Needle {
    pub(crate) fn new(filter: &str) -> Self {
        Self {
            query: Query::new(filter),
            typed: filter.trim().to_owned(),
        }
    }

    pub(crate) fn matches(&self, name: &str, office: &str, phone: &str) -> bool {
        self.query.is_empty()
            || self.query.matches(name)
            || self.query.matches(office)
            || phone.contains(&self.typed)
    }
}
