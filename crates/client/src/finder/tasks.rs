//! Tasks by what their titles and places say.

use super::Rank;
use crate::{
    client::Client,
    commands::{OnePerson, PersonTask, Target, TaskHit},
    reads,
    search::{Hit, Index, Query},
    store::{self, ages},
    sync::Watched as _,
    tasks::phase,
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, TaskId},
    task::{TaskList, TaskSummary},
    time::Time,
};
use rusqlite::Connection;

/// Characters of a title and a place in one line.
const TITLE: usize = 120;
const PLACE: usize = 60;

/// Tasks that a person's card names.
const OF_PERSON: usize = 50;

/// The cached tasks of a connection that match; running ones first, then the
/// later gathering.
pub(super) async fn matching(
    client: &Client,
    connection: &ConnectionId,
    query: &Query,
) -> Result<Vec<(Rank, TaskHit)>, AppError> {
    let now = client.now_on(connection);
    let (id, query) = (connection.clone(), query.clone());
    client
        .stores()?
        .cache
        .read(move |db| {
            let mut found = Vec::new();
            for list in [TaskList::Working, TaskList::Done] {
                let Some(age) = store::tasks::age_of_list(db, &id, list)? else {
                    continue;
                };
                let rows = store::tasks::all(db, &id, list)?;
                let titles = Index::new(rows.iter().map(|row| row.title.as_str())).scan(&query);
                let mut here: Vec<(Rank, TaskSummary)> = rows
                    .into_iter()
                    .zip(titles)
                    .filter_map(|(row, title)| Some((rank(&row, title, &query)?, row)))
                    .collect();
                here.sort_by_key(|(_, row)| std::cmp::Reverse(row.gather_at));
                found.extend(here.into_iter().map(|(rank, row)| {
                    let task = found_task(&id, list, row, age.fetched_at, now);
                    (rank, task)
                }));
            }
            Ok(found)
        })
        .await
}

fn rank(row: &TaskSummary, title: Option<Hit>, query: &Query) -> Option<Rank> {
    match title {
        Some(Hit::Start) => Some(Rank::Start),
        Some(Hit::Inside) => Some(Rank::Inside),
        None => {
            (query.matches(&row.place) || query.matches(&row.launched_by)).then_some(Rank::Beside)
        }
    }
}

fn found_task(
    connection: &ConnectionId,
    list: TaskList,
    mut row: TaskSummary,
    fetched_at: Time,
    now: Time,
) -> TaskHit {
    reads::clip(&mut row.title, TITLE);
    reads::clip(&mut row.place, PLACE);
    TaskHit {
        connection: connection.clone(),
        list,
        phase: phase(&row, now),
        task: row.id,
        title: row.title,
        place: row.place,
        gather_at: row.gather_at,
        fetched_at,
    }
}

/// The tasks that a person was called to, as far as their boards were read.
pub(super) async fn of_person(
    client: &Client,
    args: &OnePerson,
) -> Result<Vec<PersonTask>, AppError> {
    let now = client.now_on(&args.connection);
    let args = args.clone();
    client
        .stores()?
        .cache
        .read(move |db| {
            let OnePerson {
                connection,
                soldier,
            } = &args;
            let mut tasks = Vec::new();
            for task in tasks_of(db, &args)? {
                let Some((list, row)) = store::tasks::find_in(db, connection, &task)? else {
                    continue;
                };
                let target = Target::Responses {
                    connection: connection.clone(),
                    task: task.clone(),
                };
                let age = match ages::find(db, connection, &target.age_key())? {
                    Some(age) => Some(age),
                    None => store::tasks::age_of_list(db, connection, list)?,
                };
                let fetched_at = age.map(|age| age.fetched_at);
                tasks.push(PersonTask {
                    response: store::responses::of(db, connection, &task, soldier)?
                        .map(|row| row.status),
                    check_in: store::check_ins::of(db, connection, &task, soldier)?
                        .map(|row| row.status),
                    task: found_task(connection, list, row, fetched_at.unwrap_or(now), now),
                });
            }
            tasks.sort_by_key(|one| std::cmp::Reverse(one.task.gather_at));
            tasks.truncate(OF_PERSON);
            Ok(tasks)
        })
        .await
}

fn tasks_of(db: &Connection, args: &OnePerson) -> rusqlite::Result<Vec<TaskId>> {
    db.prepare_cached(
        "SELECT task FROM responses WHERE connection = ?1 AND soldier = ?2
         UNION SELECT task FROM check_ins WHERE connection = ?1 AND soldier = ?2
         UNION SELECT task FROM participants WHERE connection = ?1 AND soldier = ?2",
    )?
    .query_map([args.connection.as_str(), args.soldier.as_str()], |row| {
        row.get(0).map(TaskId)
    })?
    .collect()
}
