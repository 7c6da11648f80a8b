//! One fetch of a target: ask the server, store what differs, tell of it.

use super::{
    clubs,
    era::Era,
    moments, quests, schedule,
    sink::{Failure, Sink},
    tasks,
    watched::Watched as _,
};
use crate::{client::Client, commands::Target, store};
use muster_connectors::{Connector, Error};
use muster_domain::{
    connection::SessionState, error::AppError, id::ConnectionId, task::TaskSummary,
};
use rusqlite::Connection;
use std::sync::Arc;

/// Fetches the target and stores it, while the era lasts.
pub(super) async fn fetch(client: &Client, target: &Target, era: &Era) -> Result<(), AppError> {
    let id = target.connection();
    let sink = Sink {
        client,
        target,
        era,
    };
    let connector = reach(client, id).await?;
    let asked = match target {
        Target::Club { view, .. } => clubs::ask(&sink, connector.as_ref(), view).await,
        Target::Quests { view, .. } => quests::ask(&sink, connector.as_ref(), view).await,
        Target::Moments { view, .. } => moments::ask(&sink, connector.as_ref(), view).await,
        _ => tasks::ask(&sink, connector.as_ref()).await,
    };
    match asked {
        Ok(()) => {
            client.succeeded(id, &connector).await;
            Ok(())
        }
        // The location module asks a token service of its own. Whether the
        // session has ended, the tasks say.
        Err(Failure::Server(Error::NotSignedIn)) if matches!(target, Target::Positions { .. }) => {
            Err(AppError::NotSignedIn {
                connection: id.clone(),
            })
        }
        Err(Failure::Server(error)) => {
            if matches!(error, Error::NoEnterprise) && !era.is_over() {
                crate::moments::unseat(client, id).await?;
            }
            Err(client.failed(id, &connector, &error).await)
        }
        Err(Failure::App(error)) => Err(error),
    }
}

/// The connector of a connection that somebody signed in to. A session that
/// ended is tried again: the server's token service may only have been down.
pub(crate) async fn reach(
    client: &Client,
    id: &ConnectionId,
) -> Result<Arc<dyn Connector>, AppError> {
    let mut row = client.connection_row(id).await?;
    if row.demo {
        drop(client.inner().links.demo.lock().await);
        row = client.connection_row(id).await?;
    }
    if row.state == SessionState::SignedOut {
        return Err(AppError::NotSignedIn {
            connection: id.clone(),
        });
    }
    client.connector(id).await
}

/// Milliseconds until the target, fetched now, wants to be fetched again.
/// `None` while the task that sets its pace is not here yet.
pub(super) async fn interval_ms(client: &Client, target: &Target) -> Option<i64> {
    let tasks = shown(client, target).await.unwrap_or_default();
    let is_of_a_task = matches!(
        target,
        Target::Task { .. }
            | Target::Responses { .. }
            | Target::CheckIns { .. }
            | Target::Positions { .. }
    );
    (!tasks.is_empty() || !is_of_a_task)
        .then(|| schedule::interval_ms(target, &tasks, client.now_on(target.connection())))
}

/// The tasks whose times set the pace of the target.
async fn shown(client: &Client, target: &Target) -> Result<Vec<TaskSummary>, AppError> {
    let target = target.clone();
    let read = move |db: &Connection| match &target {
        Target::Tasks {
            connection,
            list,
            page,
        } => {
            let page = store::tasks::page(db, connection, *list, *page)?;
            Ok(page.map(|page| page.rows).unwrap_or_default())
        }
        Target::Task { connection, task }
        | Target::Responses { connection, task }
        | Target::CheckIns { connection, task }
        | Target::Positions { connection, task } => {
            let summary = store::tasks::summary(db, connection, task)?;
            Ok(summary.into_iter().collect())
        }
        Target::People { .. }
        | Target::Roster { .. }
        | Target::Club { .. }
        | Target::Quests { .. }
        | Target::Moments { .. } => Ok(Vec::new()),
    };
    client.stores()?.cache.read(read).await
}
