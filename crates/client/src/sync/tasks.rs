//! Fetching what a server of tasks has.

use super::{
    paging::{ROWS_PER_PAGE, Reading, read_all},
    sink::{Failure, Sink},
    watched::Watched as _,
};
use crate::{
    boards,
    commands::Target,
    picker,
    store::{
        self, Age,
        roster::{Packed, Trees},
    },
};
use muster_connectors::{Connector, Tasks};
use muster_domain::{
    board::{CheckInFigures, ResponseFigures},
    error::AppError,
    id::{ConnectionId, TaskId},
    read::Page,
    task::TaskList,
    time::Time,
};
use rusqlite::Connection;
use std::collections::HashSet;

/// Rows of a page of tasks.
const LIST_PAGE: u32 = 50;

/// Asks for the target and stores the answer.
pub(super) async fn ask(sink: &Sink<'_>, connector: &dyn Connector) -> Result<(), Failure> {
    let refused = Failure::App(AppError::NotPermitted);
    let tasks = connector.tasks().ok_or(refused)?;
    match sink.target {
        Target::Tasks { list, page, .. } => ask_list(sink, tasks, *list, *page).await,
        Target::Task { task, .. } => {
            let answer = tasks.detail(task).await?;
            sink.keep(sink.key(), answer, store::task_details::put)
                .await
        }
        Target::People { task, .. } => {
            let (answer, task) = (tasks.people(task).await?, task.clone());
            sink.keep(sink.key(), answer, move |db, id, people| {
                store::participants::put(db, id, &task, people)
            })
            .await
        }
        Target::Responses { task, .. } => ask_responses(sink, tasks, task).await,
        Target::CheckIns { task, .. } => ask_check_ins(sink, tasks, task).await,
        Target::Positions { task, .. } => ask_positions(sink, tasks, task).await,
        Target::Roster { .. } => ask_roster(sink, tasks).await,
        Target::Club { .. } | Target::Quests { .. } | Target::Moments { .. } => {
            Err(AppError::NotPermitted.into())
        }
    }
}

async fn ask_list(
    sink: &Sink<'_>,
    tasks: &dyn Tasks,
    list: TaskList,
    page: u32,
) -> Result<(), Failure> {
    let mut answer = tasks.list(list, LIST_PAGE, page).await?;
    let mut seen = HashSet::new();
    answer.value.rows.retain(|row| seen.insert(row.id.clone()));
    answer.value.page = page;
    count_rows(&mut answer.value);
    sink.keep(sink.key(), answer, move |db, id, page| {
        store::tasks::put(db, id, list, page)
    })
    .await
}

/// A total that is missing, or less than what is here, is none.
fn count_rows<T>(page: &mut Page<T>) {
    let rows = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    if rows > 0 {
        let before = page.page.saturating_sub(1).saturating_mul(LIST_PAGE);
        page.total = page.total.max(before.saturating_add(rows));
    }
}

async fn ask_responses(sink: &Sink<'_>, tasks: &dyn Tasks, task: &TaskId) -> Result<(), Failure> {
    let reading = read_all(
        |page| tasks.responses(task, ROWS_PER_PAGE, page),
        |figures: &ResponseFigures| figures.notified,
    )
    .await?;
    let task = task.clone();
    let boards = &sink.client.inner().boards;
    let roll = boards.responses(sink.target.connection(), &task);
    keep_reading(sink, reading, move |db, id, (figures, rows), as_of| {
        boards::keep_responses(db, &roll, (id, &task), (&figures, rows), as_of)
    })
    .await
}

async fn ask_check_ins(sink: &Sink<'_>, tasks: &dyn Tasks, task: &TaskId) -> Result<(), Failure> {
    let reading = read_all(
        |page| tasks.check_ins(task, ROWS_PER_PAGE, page),
        |figures: &CheckInFigures| figures.accepted,
    )
    .await?;
    let task = task.clone();
    let boards = &sink.client.inner().boards;
    let roll = boards.check_ins(sink.target.connection(), &task);
    keep_reading(sink, reading, move |db, id, (figures, rows), as_of| {
        boards::keep_check_ins(db, &roll, (id, &task), (&figures, rows), as_of)
    })
    .await
}

async fn ask_positions(sink: &Sink<'_>, tasks: &dyn Tasks, task: &TaskId) -> Result<(), Failure> {
    let reading = read_all(
        async |page| {
            let answer = tasks.whereabouts(task, ROWS_PER_PAGE, page).await?;
            Ok(answer.map(|found| {
                let total = found.as_ref().map(|page| page.total);
                (total, found.unwrap_or_else(|| Page::empty(page)))
            }))
        },
        |total| *total,
    )
    .await?;
    let now = sink.client.now_on(sink.target.connection());
    let task = task.clone();
    keep_reading(sink, reading, move |db, id, (total, rows), _| {
        // Without a count there is no such module.
        let rows = total.map(|_| &*rows);
        store::positions::put(db, id, &task, rows, now)
    })
    .await
}

/// Keeps the figures and the rows of a reading as far as it went; fails where
/// it went no further.
async fn keep_reading<F: Send + 'static, R: Send + 'static>(
    sink: &Sink<'_>,
    reading: Reading<F, R>,
    put: impl FnOnce(&Connection, &ConnectionId, (F, Vec<R>), Time) -> rusqlite::Result<bool>
    + Send
    + 'static,
) -> Result<(), Failure> {
    let Reading {
        figures,
        rows,
        server_time,
        error,
    } = reading;
    let age = sink.age(server_time, error.is_none());
    sink.keep_board(age, move |db, id| put(db, id, (figures, rows), age.as_of()))
        .await?;
    error.map_or(Ok(()), |error| Err(error.into()))
}

/// Saved places first: they alone make a draft checkable.
async fn ask_roster(sink: &Sink<'_>, tasks: &dyn Tasks) -> Result<(), Failure> {
    let info = tasks.publish_info().await?;
    let sees_offices = info.value.is_office;
    let places = store::publish_info::AGE.to_owned();
    sink.keep(places, info, store::publish_info::put).await?;
    let (orgs, offices) = if sees_offices {
        let (orgs, offices) = tokio::try_join!(tasks.orgs(), tasks.offices())?;
        (orgs, Some(offices.value))
    } else {
        (tasks.orgs().await?, None)
    };
    let age = sink.age(orgs.server_time, true);
    let trees = Trees {
        orgs: orgs.value,
        offices,
    };
    keep_roster(sink, trees, age).await
}

/// The picker is given the trees while they are stored: nobody waits for the
/// disk, and nothing is shown for long that is not on it.
async fn keep_roster(sink: &Sink<'_>, trees: Trees, age: Age) -> Result<(), Failure> {
    let id = sink.target.connection();
    let store = async |packed: Packed| {
        let put = move |db: &Connection, id: &ConnectionId| store::roster::put(db, id, &packed);
        sink.store(sink.key(), age, put).await
    };
    let tell = || sink.client.emit(sink.target.tags());
    picker::arrive(sink.client, id, (trees, age), sink.era, store, tell).await
}
