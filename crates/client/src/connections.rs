//! Connections: adding, changing, signing in and out, removing.

mod config;
mod forget;
mod session;

pub(crate) use forget::wipe;
pub(crate) use session::{sign_in, sign_out};

use crate::{
    client::Client,
    links, quests,
    store::{
        self, activity,
        connections::{self as table, ConnectionRow},
    },
};
use config::{normalised, only_encrypted};
use forget::{forget_desk, forget_ids, take_back_queued};
use muster_connectors::{Error, Session};
use muster_domain::{
    connection::{Connection, ConnectionConfig, ConnectionTest, SessionState, notable_skew_ms},
    error::AppError,
    event::Tag,
    id::ConnectionId,
    outbox::ActivityKind,
};
use rusqlite::{Connection as Database, TransactionBehavior};
use session::{connector_to_tell, sign_out_row};

pub(crate) async fn list(client: &Client) -> Result<Vec<Connection>, AppError> {
    let rows = client.stores()?.desk.read(table::list).await?;
    Ok(rows.into_iter().map(|row| view(client, row)).collect())
}

/// A connection as the UI shows it.
pub(crate) fn view(client: &Client, row: ConnectionRow) -> Connection {
    let health = client.inner().links.health(&row.id);
    let mut config = row.config.clone();
    config.name = row.display_name();
    Connection {
        clock_skew_ms: client.clock_skew_ms(&row.id),
        encrypted: muster_connectors::is_encrypted(&config),
        proxy: muster_connectors::proxy(&config),
        config,
        id: row.id,
        username: (!row.username.is_empty()).then_some(row.username),
        session: row.state,
        capabilities: row.capabilities,
        dialect: (!row.dialect.is_empty()).then_some(row.dialect),
        demo: row.demo,
        reached_at: health.reached_at,
        problem: health.problem,
    }
}

/// Asks the server something harmless.
pub(crate) async fn test(
    client: &Client,
    config: ConnectionConfig,
) -> Result<ConnectionTest, AppError> {
    let nobody = ConnectionId(String::new());
    let said = |error: Error| links::app_error(&nobody, &error);
    let config = normalised(client, config)?;
    let connector = client
        .connect(&config, Session(String::new()))
        .map_err(said)?;
    let mut test = connector.test().await.map_err(said)?;
    test.clock_skew_ms = test.clock_skew_ms.and_then(notable_skew_ms);
    Ok(test)
}

pub(crate) async fn add(client: &Client, config: ConnectionConfig) -> Result<Connection, AppError> {
    let row = ConnectionRow {
        config: normalised(client, config)?,
        ..new_row(client)
    };
    insert(client, row.clone()).await?;
    Ok(view(client, row))
}

pub(crate) async fn insert(client: &Client, row: ConnectionRow) -> Result<(), AppError> {
    let now = client.now();
    let write = move |db: &mut Database| {
        let transaction = db.transaction()?;
        table::put(&transaction, &row)?;
        let what = ActivityKind::ConnectionAdded;
        activity::append(&transaction, now, &row.id, what, &row.display_name())?;
        transaction.commit()
    };
    client.stores()?.desk.with(write).await?;
    client.emit([Tag::Connections, Tag::Activity]);
    Ok(())
}

pub(crate) fn new_row(client: &Client) -> ConnectionRow {
    ConnectionRow {
        id: ConnectionId(client.fresh_id()),
        created_at: client.now(),
        config: ConnectionConfig {
            kind: muster_domain::connection::ConnectorKind::Militia,
            name: String::new(),
            base_url: String::new(),
            modules: Default::default(),
            crs: Default::default(),
            weclubs: None,
            soptask: None,
        },
        username: String::new(),
        session: Session(String::new()),
        state: SessionState::SignedOut,
        capabilities: Vec::new(),
        dialect: String::new(),
        demo: false,
    }
}

/// Another server, or another account on it: what was cached is not theirs.
/// The same server over https is no other, and only asks to sign in again.
pub(crate) async fn update(
    client: &Client,
    id: &ConnectionId,
    config: ConnectionConfig,
) -> Result<Connection, AppError> {
    let config = normalised(client, config)?;
    let (row, (moved, reread, remade)) = edit(client, id, None, move |row| {
        let old = std::mem::replace(&mut row.config, config);
        let elsewhere = old.kind != row.config.kind
            || old.base_url != row.config.base_url
            || old.modules != row.config.modules
            || old.soptask != row.config.soptask;
        if elsewhere {
            sign_out_row(row);
        }
        let moved = elsewhere && !only_encrypted(&old, &row.config);
        let reread = moved || old.crs != row.config.crs;
        let remade = elsewhere || reread || old.weclubs != row.config.weclubs;
        (moved, reread, remade)
    })
    .await?;
    if remade {
        client.inner().links.forget(id);
        quests::wake(client);
    }
    if moved {
        take_back_queued(client, id).await?;
        forget_ids(client, id).await?;
    }
    if reread {
        wipe(client, id).await?;
    }
    client.emit([Tag::Connections]);
    Ok(view(client, row))
}

/// Changes the row as it stands now, and writes down with it what was done.
/// `not_found` for a connection that was removed meanwhile: it stays removed.
pub(crate) async fn edit<T: Send + 'static>(
    client: &Client,
    id: &ConnectionId,
    what: Option<ActivityKind>,
    change: impl FnOnce(&mut ConnectionRow) -> T + Send + 'static,
) -> Result<(ConnectionRow, T), AppError> {
    edit_if(client, id, what, |row| Some(change(row))).await
}

/// The same, for a change that may not fit the row any more: `None` changes
/// nothing and is `not_found`.
async fn edit_if<T: Send + 'static>(
    client: &Client,
    id: &ConnectionId,
    what: Option<ActivityKind>,
    change: impl FnOnce(&mut ConnectionRow) -> Option<T> + Send + 'static,
) -> Result<(ConnectionRow, T), AppError> {
    let (id, now) = (id.clone(), client.now());
    let write = move |db: &mut Database| {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(mut row) = table::find(&transaction, &id)? else {
            return Ok(None);
        };
        let before = row.clone();
        let Some(changed) = change(&mut row) else {
            return Ok(None);
        };
        table::put(&transaction, &row)?;
        if only_encrypted(&before.config, &row.config) {
            let (old, new) = (before.addressee(), row.addressee());
            store::outbox::readdress(&transaction, &row.id, &old, &new)?;
        }
        if let Some(what) = what {
            activity::append(&transaction, now, &row.id, what, &row.display_name())?;
        }
        transaction.commit()?;
        Ok(Some((row, changed)))
    };
    let edited = client.stores()?.desk.with(write).await?;
    edited.ok_or(AppError::NotFound)
}

/// Removes the connection, its drafts and its cache. Tells the server when it
/// can be reached; does not wait for it.
pub(crate) async fn remove(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let row = client.connection_row(id).await?;
    let connector = connector_to_tell(client, id).await;
    take_back_queued(client, id).await?;
    let now = client.now();
    client
        .stores()?
        .desk
        .with(move |db| {
            let transaction = db.transaction()?;
            let name = row.display_name();
            let what = ActivityKind::ConnectionRemoved;
            activity::append(&transaction, now, &row.id, what, &name)?;
            activity::forget_connection(&transaction, &row.id)?;
            forget_desk(&transaction, &row.id)?;
            table::remove(&transaction, &row.id)?;
            transaction.commit()
        })
        .await?;
    client.inner().links.forget(id);
    quests::wake(client);
    if let Ok(Some(connector)) = connector {
        client.spawn(async move {
            let _ = connector.sign_out().await;
        });
    }
    wipe(client, id).await?;
    client.emit([
        Tag::Connections,
        Tag::Activity,
        Tag::Drafts,
        Tag::Outbox,
        Tag::Inbox,
    ]);
    Ok(())
}

#[cfg(test)]
mod tests;
