//! Connections: adding, changing, signing in and out, removing.

use crate::{
    client::Client,
    links, outbox,
    store::{
        self, activity,
        connections::{self as table, ConnectionRow},
    },
};
use muster_connectors::{Connector, Credentials, Error, Session};
use muster_domain::{
    connection::{Connection, ConnectionConfig, ConnectionTest, SessionState},
    error::AppError,
    event::Tag,
    id::ConnectionId,
    outbox::ActivityKind,
};

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
    connector.test().await.map_err(said)
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
    keep(client, row, Some(ActivityKind::ConnectionAdded)).await?;
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
        },
        username: String::new(),
        session: Session(String::new()),
        state: SessionState::SignedOut,
        capabilities: Vec::new(),
        dialect: String::new(),
        demo: false,
    }
}

/// Without blanks and trailing slashes; `bad_address` unless each address is
/// one.
fn normalised(client: &Client, mut config: ConnectionConfig) -> Result<ConnectionConfig, AppError> {
    let trimmed = |text: &str| text.trim().trim_end_matches('/').to_owned();
    config.name = config.name.trim().to_owned();
    config.base_url = trimmed(&config.base_url);
    for module in [
        &mut config.modules.task,
        &mut config.modules.sign_in,
        &mut config.modules.location,
    ] {
        *module = module
            .as_deref()
            .map(trimmed)
            .filter(|address| !address.is_empty());
    }
    client
        .connect(&config, Session(String::new()))
        .map_err(|_| AppError::BadAddress)?;
    Ok(config)
}

/// Another server, or another account on it: what was cached is not theirs.
pub(crate) async fn update(
    client: &Client,
    id: &ConnectionId,
    config: ConnectionConfig,
) -> Result<Connection, AppError> {
    let mut row = client.connection_row(id).await?;
    let old = std::mem::replace(&mut row.config, normalised(client, config)?);
    let moved = old.kind != row.config.kind
        || old.base_url != row.config.base_url
        || old.modules != row.config.modules;
    if moved {
        sign_out_row(&mut row);
    }
    keep(client, row.clone(), None).await?;
    if moved || old.crs != row.config.crs {
        client.inner().links.forget(id);
        wipe(client, id).await?;
    }
    client.emit([Tag::Connections]);
    Ok(view(client, row))
}

fn sign_out_row(row: &mut ConnectionRow) {
    row.session = Session(String::new());
    row.state = SessionState::SignedOut;
    row.capabilities.clear();
    row.dialect.clear();
}

/// Stores the row, and with it what was done.
pub(crate) async fn keep(
    client: &Client,
    row: ConnectionRow,
    what: Option<ActivityKind>,
) -> Result<(), AppError> {
    let now = client.now();
    client
        .stores()?
        .desk
        .with(move |db| {
            let transaction = db.transaction()?;
            table::put(&transaction, &row)?;
            if let Some(what) = what {
                activity::append(&transaction, now, &row.id, what, &row.display_name())?;
            }
            transaction.commit()
        })
        .await
}

/// Removes what was cached of a connection.
async fn wipe(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let gone = id.clone();
    // First: what is being fetched for the old account must not come after.
    client.inner().sync.forget(id);
    client
        .stores()?
        .cache
        .with(move |db| store::wipe_cache(db, &gone))
        .await?;
    client.emit([Tag::Tasks(id.clone()), Tag::Roster(id.clone())]);
    Ok(())
}

/// Removes the connection, its drafts and its cache. Tells the server when it
/// can be reached; does not wait for it.
pub(crate) async fn remove(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let row = client.connection_row(id).await?;
    if row.state == SessionState::SignedIn
        && let Ok(connector) = client.connector(id).await
    {
        client.spawn(async move {
            let _ = connector.sign_out().await;
        });
    }
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
            store::drafts::delete_of(&transaction, &row.id)?;
            table::remove(&transaction, &row.id)?;
            transaction.commit()
        })
        .await?;
    client.inner().links.forget(id);
    wipe(client, id).await?;
    client.emit([Tag::Connections, Tag::Activity, Tag::Drafts, Tag::Outbox]);
    Ok(())
}

/// `not_encrypted` where the password would cross the network in the clear and
/// the user has not agreed to that.
pub(crate) async fn sign_in(
    client: &Client,
    id: &ConnectionId,
    credentials: Credentials,
    allow_plain: bool,
) -> Result<Connection, AppError> {
    let row = client.connection_row(id).await?;
    if !allow_plain && !muster_connectors::is_encrypted(&row.config) {
        return Err(AppError::NotEncrypted);
    }
    let connector = client.connector(id).await?;
    match connector.sign_in(&credentials).await {
        Ok(()) => {}
        // Of the form, not of the connection.
        Err(error @ Error::WrongPassword) => return Err(links::app_error(id, &error)),
        Err(error) => return Err(client.failed(id, &error).await),
    }
    signed_in(client, row, &credentials.username, connector.as_ref()).await
}

async fn signed_in(
    client: &Client,
    mut row: ConnectionRow,
    username: &str,
    connector: &dyn Connector,
) -> Result<Connection, AppError> {
    let id = row.id.clone();
    let another = !row.username.is_empty() && row.username != username;
    row.username = username.to_owned();
    row.session = connector.session();
    row.state = SessionState::SignedIn;
    row.capabilities = connector.capabilities();
    row.dialect = connector.dialect().unwrap_or_default();
    if another {
        wipe(client, &id).await?;
    }
    keep(client, row.clone(), Some(ActivityKind::SignedIn)).await?;
    client.succeeded(&id).await;
    client.emit([
        Tag::Connections,
        Tag::Activity,
        Tag::Tasks(id.clone()),
        Tag::Roster(id.clone()),
    ]);
    client.inner().sync.signed_in(&id);
    outbox::signed_in(client, &id).await?;
    Ok(view(client, row))
}

/// Ends the session here in any case, and on the server if it can be reached.
pub(crate) async fn sign_out(
    client: &Client,
    id: &ConnectionId,
    wipe_cache: bool,
) -> Result<Connection, AppError> {
    let mut row = client.connection_row(id).await?;
    if row.state == SessionState::SignedIn {
        let told = client.connector(id).await?.sign_out().await;
        if let Err(error) = told {
            let problem = links::kind(&error);
            tracing::info!(problem, "tell the server about the sign-out");
        }
    }
    sign_out_row(&mut row);
    keep(client, row.clone(), Some(ActivityKind::SignedOut)).await?;
    client.inner().links.forget(id);
    if wipe_cache {
        wipe(client, id).await?;
    }
    client.emit([Tag::Connections, Tag::Activity]);
    Ok(view(client, row))
}

#[cfg(test)]
mod tests;
