//! Tasks as the cache has them: lists, detail, whom they called.

mod figures;

use crate::{
    client::Client,
    commands::{
        ListPlaces, PublishPlaces, Target,
        tasks::{ListTasks, OneTask, TaskRow, TaskView},
    },
    outbox, reads,
    search::Query,
    store::{self, Stored, ages},
    sync::Watched as _,
};
use figures::{Summed, sum_up, summed};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, TaskId},
    outbox::OutboxEntry,
    read::{Page, Read},
    task::{Phase, Place, PublishInfo, TaskList, TaskSummary, phase_at},
    time::Time,
};
use rusqlite::Connection;
use std::collections::HashSet;

/// Rows that a filter shows at most; who needs more types one more letter.
const FOUND: usize = 150;

/// Characters of a title and of a place in a list; the detail has them whole.
const TITLE: usize = 120;
const PLACE: usize = 120;

/// Saved places that one answer carries at most.
const PLACES: usize = 1_000;

/// A page of a list, or every cached row that matches a filter.
pub(crate) async fn list(
    client: &Client,
    args: ListTasks,
) -> Result<Read<Page<TaskRow>>, AppError> {
    let query = Query::new(&args.filter);
    let as_cut = query.is_empty() && args.phase.is_none();
    let page = if as_cut { args.page.max(1) } else { 1 };
    let target = Target::Tasks {
        connection: args.connection.clone(),
        list: args.list,
        page,
    };
    let (connection, list, phase) = (args.connection, args.list, args.phase);
    // Where a task stands is known only with its figures.
    let at_most = if phase.is_some() { usize::MAX } else { FOUND };
    let key = target.age_key();
    let stored = client
        .stores()?
        .cache
        .read(move |db| {
            let found = if as_cut {
                let age = ages::find(db, &connection, &key)?;
                let page = store::tasks::page(db, &connection, list, page)?;
                page.zip(age).map(|(value, age)| Stored { value, age })
            } else {
                matching(db, &connection, list, &query, at_most)?
            };
            found
                .map(|stored| summed(db, &connection, stored))
                .transpose()
        })
        .await?;
    let page = rows_of(client, &target, stored).await?;
    Ok(page.map(|mut page| {
        if let Some(phase) = phase {
            stand_in(&mut page, &phase);
            page.rows.truncate(FOUND);
        }
        for row in &mut page.rows {
            reads::clip(&mut row.summary.title, TITLE);
            reads::clip(&mut row.summary.launched_by, reads::OFFICE);
            reads::clip(&mut row.summary.place, PLACE);
            clip_phase(&mut row.summary, &mut row.phase);
        }
        page.rows = reads::fitting(page.rows);
        page
    }))
}

/// Keeps the tasks that stand in this phase.
fn stand_in(page: &mut Page<TaskRow>, phase: &Phase) {
    page.rows.retain(|row| row.phase == *phase);
    page.total = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
}

/// What this version does not know is a word that a server sent.
fn clip_phase(summary: &mut TaskSummary, phase: &mut Phase) {
    for phase in [&mut summary.phase, phase] {
        if let Phase::Other(word) = phase {
            reads::clip(word, reads::NAME);
        }
    }
}

/// Everything cached of a list that matches a filter and stands in a phase; all
/// without these.
pub(crate) async fn every(
    client: &Client,
    connection: ConnectionId,
    list: TaskList,
    filter: &str,
    phase: Option<&Phase>,
) -> Result<Read<Vec<TaskRow>>, AppError> {
    let query = Query::new(filter);
    let target = Target::Tasks {
        connection: connection.clone(),
        list,
        page: 1,
    };
    let stored = client
        .stores()?
        .cache
        .read(move |db| {
            matching(db, &connection, list, &query, usize::MAX)?
                .map(|stored| summed(db, &connection, stored))
                .transpose()
        })
        .await?;
    let page = rows_of(client, &target, stored).await?;
    Ok(page.map(|mut page| {
        if let Some(phase) = phase {
            stand_in(&mut page, phase);
        }
        page.rows
    }))
}

/// The rows with what this machine knows of them beside the server.
async fn rows_of(
    client: &Client,
    target: &Target,
    stored: Option<Stored<Page<Summed>>>,
) -> Result<Read<Page<TaskRow>>, AppError> {
    let tasks = stored
        .as_ref()
        .map(|stored| {
            let rows = stored.value.rows.iter();
            rows.map(|row| row.summary.clone()).collect::<Vec<_>>()
        })
        .unwrap_or_default();
    let finishing = finishing(client, target.connection(), &tasks).await?;
    let now = client.now_on(target.connection());
    let answer = reads::read(client, target, stored, &tasks);
    Ok(answer.map(|page| Page {
        page: page.page,
        total_pages: page.total_pages,
        total: page.total,
        rows: page
            .rows
            .into_iter()
            .map(|row| TaskRow {
                phase: phase(&row.summary, now),
                finishing: finishing.contains(&row.summary.id),
                summary: row.summary,
                disagreements: row.disagreements,
            })
            .collect(),
    }))
}

/// Everything cached of a list that matches, as one page. As old as its oldest
/// page; complete if every page of the server is there.
fn matching(
    db: &Connection,
    connection: &ConnectionId,
    list: TaskList,
    query: &Query,
    at_most: usize,
) -> rusqlite::Result<Option<Stored<Page<TaskSummary>>>> {
    let Some(age) = store::tasks::age_of_list(db, connection, list)? else {
        return Ok(None);
    };
    let mut rows = store::tasks::all(db, connection, list)?;
    rows.retain(|row| {
        [&row.title, &row.launched_by, &row.place]
            .into_iter()
            .any(|text| query.matches(text))
    });
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.truncate(at_most);
    let value = Page {
        page: 1,
        total_pages: 1,
        total,
        rows,
    };
    Ok(Some(Stored { value, age }))
}

/// Which of the tasks are being finished, as the outbox knows.
async fn finishing(
    client: &Client,
    connection: &ConnectionId,
    tasks: &[TaskSummary],
) -> Result<HashSet<TaskId>, AppError> {
    let connection = connection.clone();
    let ids: Vec<TaskId> = tasks.iter().map(|task| task.id.clone()).collect();
    client
        .stores()?
        .desk
        .read(move |db| {
            let mut finishing = HashSet::new();
            for id in ids {
                if store::outbox::finishing(db, &connection, &id)? {
                    finishing.insert(id);
                }
            }
            Ok(finishing)
        })
        .await
}

/// By the task's own times. `now` is by the clock of their server.
pub(crate) fn phase(summary: &TaskSummary, now: Time) -> Phase {
    // Which of the two phases before gathering it is, the server knows best.
    let accepted = match summary.phase {
        Phase::Recruiting => 0,
        Phase::Gathering => summary.wanted,
        _ => summary.accepted.unwrap_or(summary.wanted),
    };
    match (&summary.phase, summary.gather_at) {
        (Phase::Done, _) | (_, None) => summary.phase.clone(),
        (_, Some(gather_at)) => {
            phase_at(now, gather_at, summary.finish_at, summary.wanted, accepted)
        }
    }
}

pub(crate) async fn get(client: &Client, args: OneTask) -> Result<Read<TaskView>, AppError> {
    let target = Target::Task {
        connection: args.connection.clone(),
        task: args.task.clone(),
    };
    let (connection, key) = (args.connection, target.age_key());
    let stored = client
        .stores()?
        .cache
        .read(move |db| {
            let age = ages::find(db, &connection, &key)?;
            let detail = store::task_details::find(db, &connection, &args.task)?;
            let Some((mut value, age)) = detail.zip(age) else {
                return Ok(None);
            };
            let row = sum_up(db, &connection, value.summary, age)?;
            value.summary = row.summary;
            let value = (value, row.disagreements);
            Ok(Some(Stored { value, age }))
        })
        .await?;
    let tasks: Vec<TaskSummary> = stored
        .iter()
        .map(|stored| stored.value.0.summary.clone())
        .collect();
    let finishing = finishing(client, target.connection(), &tasks).await?;
    let now = client.now_on(target.connection());
    let answer = reads::read(client, &target, stored, &tasks);
    Ok(answer.map(|(mut detail, disagreements)| {
        let summary = &mut detail.summary;
        let mut phase = phase(summary, now);
        clip_phase(summary, &mut phase);
        for text in [
            &mut summary.title,
            &mut summary.launched_by,
            &mut summary.place,
        ] {
            reads::clip(text, reads::WHOLE);
        }
        TaskView {
            phase,
            finishing: finishing.contains(&summary.id),
            detail,
            disagreements,
        }
    }))
}

/// Whether offices can be chosen, and the saved places from an offset on.
pub(crate) async fn publish_info(
    client: &Client,
    args: ListPlaces,
) -> Result<Read<PublishPlaces>, AppError> {
    let target = Target::Roster {
        connection: args.connection.clone(),
    };
    let id = args.connection;
    let stored = client
        .stores()?
        .cache
        .read(move |db| store::publish_info::load(db, &id))
        .await?;
    let read = reads::read(client, &target, stored, &[]);
    Ok(read.map(|info| {
        let PublishInfo { is_office, places } = info;
        let total = u32::try_from(places.len()).unwrap_or(u32::MAX);
        let from = usize::try_from(args.offset).unwrap_or(usize::MAX);
        let mut places: Vec<Place> = places.into_iter().skip(from).take(PLACES).collect();
        for place in &mut places {
            reads::clip(&mut place.name, PLACE);
        }
        PublishPlaces {
            is_office,
            places: reads::fitting(places),
            total,
        }
    }))
}

/// Puts the end of the task into the outbox. `not_permitted` for who did not
/// launch it.
pub(crate) async fn finish(client: &Client, args: OneTask) -> Result<OutboxEntry, AppError> {
    let OneTask { connection, task } = args;
    let (id, wanted) = (connection.clone(), task.clone());
    let (detail, summary) = client
        .stores()?
        .cache
        .read(move |db| {
            Ok((
                store::task_details::find(db, &id, &wanted)?,
                store::tasks::find(db, &id, &wanted)?,
            ))
        })
        .await?;
    if detail.as_ref().is_some_and(|detail| !detail.is_launcher) {
        return Err(AppError::NotPermitted);
    }
    let summary = detail.map(|detail| detail.summary).or(summary);
    let title = summary.ok_or(AppError::NotFound)?.title;
    outbox::finish_task(client, connection, task, title).await
}

#[cfg(test)]
pub(crate) mod tests;
