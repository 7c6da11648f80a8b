//! The inbox: what happened to tasks, writes and sessions while nobody looked.
//! A line is written once, in the transaction that makes sure of it, and then
//! told of: to the windows by a tag, outside of them by a popup.

mod look;
mod lookout;
mod popups;
mod quests;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use lookout::start;
pub(crate) use popups::{state as popup_state, try_one};
pub(crate) use quests::quest_said;

use crate::{
    client::Client,
    commands::{QuestView, Target},
    store::{self, notices as table},
    sync,
};
use muster_domain::{
    error::AppError,
    event::{Event, Tag},
    id::{ConnectionId, InboxId, TaskId},
    notice::{Matter, Notice, SESSION},
    read::Rows,
    time::Time,
};
use rusqlite::Connection as Database;

/// What the inbox keeps in memory; everything else is in the database.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// One look at a task at a time: what an older one saw must not be written
    /// down after what a newer one saw.
    turn: tokio::sync::Mutex<()>,
    lookout: lookout::State,
    popups: popups::State,
}

/// A line was written: tells of it.
pub(crate) fn announce(client: &Client, notice: InboxId) {
    client.emit([Tag::Inbox]);
    popups::consider(client, notice);
}

/// Something was fetched that notices may follow from.
pub(crate) async fn fetched(client: &Client, target: &Target) {
    match target {
        Target::Responses { connection, task } => {
            if let Err(error) = look::look(client, connection, task).await {
                tracing::warn!(problem = %error, "look at a task for the inbox");
            }
        }
        Target::Tasks { .. } => client.inner().notices.lookout.wake(),
        // A detail is the newest of its row on the board.
        Target::Quests {
            connection,
            view: QuestView::Board | QuestView::Quest { .. } | QuestView::Progress { .. },
        } => {
            if let Err(error) = quests::look_at_board(client, connection).await {
                tracing::warn!(problem = %error, "look at quests for the inbox");
            }
        }
        _ => {}
    }
}

/// Somebody sees what the windows show: what the inbox tells of it is read.
pub(crate) fn seen(client: &Client) {
    if !is_attended(client) {
        return;
    }
    let shown: Vec<(ConnectionId, TaskId)> = sync::shown(client)
        .into_iter()
        .filter_map(|target| match target {
            Target::Responses { connection, task } => Some((connection, task)),
            _ => None,
        })
        .collect();
    if shown.is_empty() {
        return;
    }
    let reader = client.clone();
    client.spawn(async move {
        let marked = change(&reader, move |db| {
            let mut news = false;
            for (connection, task) in &shown {
                let about = Matter::responses_to(task);
                news |= table::mark_about_read(db, connection, &about)?;
            }
            Ok(news)
        });
        if let Err(error) = marked.await {
            tracing::warn!(problem = %error, "mark what is in view as read");
        }
    });
}

/// Whether somebody works at a window that is not covered.
fn is_attended(client: &Client) -> bool {
    !client.inner().screen_lock.stands().locked && client.inner().options.popups.attended()
}

/// Whether somebody sees the answers to the task right now.
fn is_in_view(client: &Client, connection: &ConnectionId, task: &TaskId) -> bool {
    let board = Target::Responses {
        connection: connection.clone(),
        task: task.clone(),
    };
    is_attended(client) && sync::shown(client).contains(&board)
}

/// Changes the inbox and tells of it if that was news.
async fn change(
    client: &Client,
    work: impl FnOnce(&Database) -> rusqlite::Result<bool> + Send + 'static,
) -> Result<(), AppError> {
    let stores = client.stores()?;
    if stores.desk.with(move |db| work(db)).await? {
        client.emit([Tag::Inbox]);
    }
    Ok(())
}

pub(crate) async fn list(
    client: &Client,
    unread: bool,
    offset: u32,
    limit: u32,
) -> Result<Rows<Notice>, AppError> {
    let read = move |db: &Database| table::list(db, unread, offset, limit);
    let (total, rows) = client.stores()?.desk.read(read).await?;
    Ok(Rows {
        offset,
        total,
        rows,
    })
}

/// How many nobody has read, how many of them are urgent, and the newest.
pub(crate) async fn count(client: &Client) -> Result<(u32, u32, Option<Notice>), AppError> {
    let read = |db: &Database| {
        let (unread, urgent) = table::count_unread(db)?;
        let (_, newest) = table::list(db, true, 0, 1)?;
        Ok((unread, urgent, newest.into_iter().next()))
    };
    client.stores()?.desk.read(read).await
}

pub(crate) async fn mark_read(client: &Client, id: InboxId) -> Result<(), AppError> {
    change(client, move |db| table::mark_read(db, &id)).await
}

pub(crate) async fn mark_all_read(client: &Client, until: Time) -> Result<(), AppError> {
    change(client, move |db| table::mark_all_read(db, until)).await
}

/// One line, for who opens it.
pub(crate) async fn find(client: &Client, id: InboxId) -> Result<Notice, AppError> {
    let read = move |db: &Database| table::find(db, &id);
    let found = client.stores()?.desk.read(read).await?;
    found.ok_or(AppError::NotFound)
}

/// Somebody pressed a popup: the main window opens what it is about.
fn open(client: &Client, notice: InboxId) {
    client.send(Event::Opened { notice });
}

/// Somebody signed in, or the server knows the session after all: that it had
/// ended needs nobody any more.
pub(crate) async fn session_lives(
    client: &Client,
    connection: &ConnectionId,
) -> Result<(), AppError> {
    let id = connection.clone();
    change(client, move |db| table::mark_about_read(db, &id, SESSION)).await
}

/// The connection is removed, or stands for another account: its tasks are not
/// those that were told of.
pub(crate) fn forget(db: &Database, connection: &ConnectionId) -> rusqlite::Result<()> {
    table::forget_connection(db, connection)?;
    store::told::delete_of(db, connection)?;
    store::quest_told::delete_of(db, connection)
}
