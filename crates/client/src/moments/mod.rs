//! What staff are to post in their moments, as the cache has it.

mod jobs;
mod people;

pub(crate) use jobs::{board, days, every_job, job, jobs};
pub(crate) use people::{everybody, people, posting_board};

use crate::{
    client::Client,
    commands::{
        MomentView, Target,
        moments::{ChooseEnterprise, ListMomentTasks},
    },
    connections,
    reads::{self, clip, found},
    search::Query,
    store::{Stored, club_answers},
    sync::Watched as _,
};
use muster_domain::{
    connection::{Connection, SessionState},
    error::AppError,
    id::{ConnectionId, SopTaskId},
    moment::{Enterprises, SopTask},
    read::{Read, Rows},
};
use serde::{Serialize, de::DeserializeOwned};

fn target(connection: &ConnectionId, view: MomentView) -> Target {
    Target::Moments {
        connection: connection.clone(),
        view,
    }
}

/// What the cache has of a view. What was never fetched is asked for now.
async fn kept<T: DeserializeOwned + Send + 'static>(
    client: &Client,
    connection: &ConnectionId,
    view: MomentView,
) -> Result<Read<T>, AppError> {
    reads::kept(client, &target(connection, view)).await
}

pub(crate) async fn enterprises(
    client: &Client,
    connection: ConnectionId,
) -> Result<Read<Enterprises>, AppError> {
    let read: Read<Enterprises> = kept(client, &connection, MomentView::Enterprises).await?;
    Ok(read.map(|mut mine| {
        for enterprise in &mut mine.all {
            clip(&mut enterprise.name, reads::TITLE);
        }
        mine.all = reads::fitting(mine.all);
        mine
    }))
}

/// What was cached is of the enterprise that was chosen before.
pub(crate) async fn choose(
    client: &Client,
    args: ChooseEnterprise,
) -> Result<Connection, AppError> {
    let ChooseEnterprise {
        connection: id,
        enterprise,
    } = args;
    let row = client.connection_row(&id).await?;
    if row.state == SessionState::SignedOut {
        return Err(AppError::NotSignedIn { connection: id });
    }
    let connector = client.connector(&id).await?;
    let moments = connector.moments().ok_or(AppError::NotPermitted)?;
    if let Err(error) = moments.choose_enterprise(&enterprise).await {
        if moments.enterprise().is_none() {
            unseat(client, &id).await?;
        }
        return Err(client.failed(&id, &connector, &error).await);
    }
    client.succeeded(&id, &connector).await;
    connections::wipe(client, &id).await?;
    Ok(connections::view(client, client.connection_row(&id).await?))
}

/// The server has the session in no enterprise any more, or in one that nobody
/// knows: it is to be chosen again.
pub(crate) async fn unseat(client: &Client, connection: &ConnectionId) -> Result<(), AppError> {
    let target = target(connection, MomentView::Enterprises);
    let chosen = None;
    amend(client, &target, |all| Some(Enterprises { chosen, ..all })).await
}

/// Changes what the cache has of a view, which grows no newer by it.
pub(crate) async fn amend<T: DeserializeOwned + Serialize + Send + 'static>(
    client: &Client,
    target: &Target,
    change: impl FnOnce(T) -> Option<T> + Send + 'static,
) -> Result<(), AppError> {
    let (id, key) = (target.connection().clone(), target.age_key());
    let work = move |db: &mut rusqlite::Connection| {
        let stored: Option<Stored<T>> = club_answers::find(db, &id, &key)?;
        let Some(value) = stored.and_then(|stored| change(stored.value)) else {
            return Ok(false);
        };
        club_answers::put(db, &id, &key, &value)
    };
    if client.stores()?.cache.with(work).await? {
        client.emit(target.tags());
    }
    Ok(())
}

pub(crate) async fn tasks(
    client: &Client,
    args: ListMomentTasks,
) -> Result<Read<Rows<SopTask>>, AppError> {
    let list: Read<Vec<SopTask>> = kept(client, &args.connection, MomentView::Tasks).await?;
    let query = Query::new(&args.filter);
    Ok(list.map(|mut rows| {
        rows.retain(|row| query.matches(&row.name));
        for row in &mut rows {
            clip(&mut row.name, reads::TITLE);
        }
        reads::window(rows, args.offset, args.limit)
    }))
}

/// What a task is called, as far as the list of tasks is cached.
pub(crate) async fn task_name(
    client: &Client,
    connection: &ConnectionId,
    task: &SopTaskId,
) -> Result<Option<String>, AppError> {
    let target = target(connection, MomentView::Tasks);
    let list: Option<Stored<Vec<SopTask>>> = found(client, &target).await?;
    let row = list.and_then(|list| list.value.into_iter().find(|row| row.id == *task));
    Ok(row.map(|row| row.name))
}

#[cfg(test)]
mod tests;
