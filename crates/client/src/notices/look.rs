//! A look at a task: what the cache holds of it against what was told.

use super::{announce, is_in_view};
use crate::{
    boards,
    client::Client,
    commands::tasks::OneTask,
    store::{self, ages, notices::NewNotice},
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, InboxId, TaskId},
    notice::{self, Due, Expected, Matter, Sight},
    task::{Phase, TaskList, TaskSummary},
    time::Time,
};
use rusqlite::{Connection, TransactionBehavior};

/// What the cache holds of a task.
struct Cached {
    summary: TaskSummary,
    sight: Sight,
    /// When its answers were read, by our clock.
    as_of: Time,
}

/// Raises what is due of a task, each notice once.
pub(crate) async fn look(
    client: &Client,
    connection: &ConnectionId,
    task: &TaskId,
) -> Result<(), AppError> {
    let _one = client.inner().notices.turn.lock().await;
    let Some(mut cached) = cached(client, connection, task).await? else {
        return Ok(());
    };
    let desk = client.stores()?.desk;
    let (id, of) = (connection.clone(), task.clone());
    let (told, is_ours) = desk
        .read(move |db| {
            let told = store::told::find(db, &id, &of)?;
            let is_ours = store::outbox::published(db, &id, &of)?.is_some();
            Ok((told, is_ours))
        })
        .await?;
    cached.sight.is_ours = is_ours;
    let before = told.unwrap_or_default();
    let (next, due) = notice::look(&before, &cached.sight);
    if next == before {
        return Ok(());
    }
    let expected = if due.iter().any(|due| matches!(due, Due::Shortfall { .. })) {
        expected(client, connection, task).await
    } else {
        None
    };
    let seen = is_in_view(client, connection, task);
    let (id, of, now) = (connection.clone(), task.clone(), client.now());
    let raised: Vec<InboxId> = desk
        .with(move |db| {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let Some(row) = store::connections::find(&transaction, &id)? else {
                return Ok(Vec::new());
            };
            store::told::put(&transaction, &id, &of, &next, now)?;
            let mut raised = Vec::new();
            for due in due {
                let notice = NewNotice {
                    at: now,
                    connection: id.clone(),
                    connection_name: row.display_name(),
                    seen: seen && matches!(due, Due::Responses { .. }),
                    matter: matter(due, &cached, expected),
                };
                raised.push(store::notices::raise(&transaction, &notice)?);
            }
            transaction.commit()?;
            Ok(raised)
        })
        .await?;
    for notice in raised {
        announce(client, notice);
    }
    Ok(())
}

/// `None` of a task that is not in the cache.
async fn cached(
    client: &Client,
    connection: &ConnectionId,
    task: &TaskId,
) -> Result<Option<Cached>, AppError> {
    let args = OneTask::new(connection, task);
    let now = client.now_on(connection);
    let read = move |db: &Connection| read(db, &args, now);
    client.stores()?.cache.read(read).await
}

fn read(db: &Connection, args: &OneTask, now: Time) -> rusqlite::Result<Option<Cached>> {
    let OneTask { connection, task } = args;
    let Some(summary) = store::tasks::summary(db, connection, task)? else {
        return Ok(None);
    };
    let listed = store::tasks::find_in(db, connection, task)?;
    let is_done = summary.phase == Phase::Done
        || listed.is_some_and(|(list, _)| list == TaskList::Done)
        || summary.finish_at.is_some_and(|finish| now >= finish);
    let age = ages::find(db, connection, &format!("responses/{task}"))?;
    let whole = age.filter(|age| age.complete);
    let tally = match whole {
        Some(_) => Some(store::responses::tally(db, connection, task)?),
        None => None,
    };
    let figures = store::responses::figures(db, connection, task)?.unwrap_or_default();
    let sight = Sight {
        now,
        wanted: boards::wanted(&figures, Some(&summary)),
        launched_at: summary.launched_at,
        gather_at: summary.gather_at,
        finish_at: summary.finish_at,
        is_done,
        is_ours: false,
        tally,
    };
    Ok(Some(Cached {
        as_of: whole.map_or(now, |age| age.fetched_at),
        summary,
        sight,
    }))
}

/// As the board says it.
async fn expected(client: &Client, connection: &ConnectionId, task: &TaskId) -> Option<Expected> {
    let args = OneTask {
        connection: connection.clone(),
        task: task.clone(),
    };
    let picture = boards::response_picture(client, args).await.ok()?;
    let projection = picture.value?.projection?;
    Some(Expected {
        low: projection.low,
        high: projection.high,
    })
}

fn matter(due: Due, cached: &Cached, expected: Option<Expected>) -> Matter {
    let Cached {
        summary,
        sight,
        as_of,
    } = cached;
    let (task, title) = (summary.id.clone(), summary.title.clone());
    let wanted = sight.wanted;
    match due {
        Due::Responses { before, now } => Matter::Responses {
            task,
            title,
            before,
            now,
        },
        Due::HeadcountReached { accepted } => Matter::HeadcountReached {
            task,
            title,
            accepted,
            wanted,
        },
        Due::Shortfall { minutes, accepted } => Matter::Shortfall {
            task,
            title,
            minutes,
            gather_at: summary.gather_at.unwrap_or(sight.now),
            accepted,
            wanted,
            as_of: *as_of,
            expected,
        },
        Due::DeadlineNear => Matter::DeadlineNear {
            task,
            title,
            finish_at: summary.finish_at.unwrap_or(sight.now),
        },
    }
}
