//! Connections: adding, changing, signing in and out, removing.

use crate::{
    client::Client,
    links, notices, outbox, quests,
    store::{
        self, activity,
        connections::{self as table, ConnectionRow},
        quest_drafts::QuestForm,
    },
    sync,
};
use muster_connectors::{Connector, Credentials, Error, Session};
use muster_domain::{
    club::ClubFields,
    connection::{Connection, ConnectionConfig, ConnectionTest, SessionState, notable_skew_ms},
    error::AppError,
    event::Tag,
    id::{ConnectionId, EnterpriseId},
    outbox::{ActivityKind, Addressee, OutboxState},
};
use rusqlite::{Connection as Database, TransactionBehavior};
use std::sync::Arc;

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

/// Without blanks and trailing slashes; `bad_address` unless each address is
/// one, `not_accepted` for a setting that cannot be one.
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
    if let Some(soptask) = &mut config.soptask {
        soptask.uniacid = soptask.uniacid.trim().to_owned();
    }
    match client.connect(&config, Session(String::new())) {
        Ok(_) => Ok(config),
        Err(Error::NotAccepted(setting)) => Err(AppError::NotAccepted { setting }),
        Err(_) => Err(AppError::BadAddress),
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

/// Whether the addresses changed in nothing but `https` in place of `http`.
fn only_encrypted(old: &ConnectionConfig, new: &ConnectionConfig) -> bool {
    let same = |old: Option<&str>, new: Option<&str>| match (old, new) {
        (Some(old), Some(new)) => {
            old == new
                || old
                    .strip_prefix("http://")
                    .is_some_and(|old| new.strip_prefix("https://").is_some_and(|new| new == old))
        }
        (old, new) => old == new,
    };
    let addresses = |config: &ConnectionConfig| {
        let modules = config.modules.clone();
        [
            Some(config.base_url.clone()),
            modules.task,
            modules.sign_in,
            modules.location,
        ]
    };
    old.kind == new.kind
        && old.soptask == new.soptask
        && addresses(old) != addresses(new)
        && addresses(old)
            .iter()
            .zip(&addresses(new))
            .all(|(old, new)| same(old.as_deref(), new.as_deref()))
}

fn sign_out_row(row: &mut ConnectionRow) {
    row.session = Session(String::new());
    row.state = SessionState::SignedOut;
    row.capabilities.clear();
    row.dialect.clear();
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

/// What is queued was meant for this server and this account. It goes back to
/// its drafts rather than out to whoever has the same ids elsewhere.
async fn take_back_queued(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let queued = |db: &Database| store::outbox::in_states(db, &[OutboxState::Queued]);
    let queued = client.stores()?.desk.read(queued).await?;
    for entry in queued.iter().filter(|entry| entry.connection == *id) {
        match outbox::take_back(client, &entry.id).await {
            // It left in this very moment.
            Ok(_) | Err(AppError::TooLate) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The tasks that the inbox told of are not those of this account.
async fn forget_notices(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let gone = id.clone();
    let desk = client.stores()?.desk;
    desk.with(move |db| notices::forget(db, &gone)).await?;
    client.emit([Tag::Inbox]);
    Ok(())
}

/// What is kept by the ids of one server would mean other people and other
/// tasks on the next. What was typed stays.
async fn forget_ids(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let gone = id.clone();
    client
        .stores()?
        .desk
        .with(move |db| {
            let transaction = db.transaction()?;
            notices::forget(&transaction, &gone)?;
            store::call_notes::delete_of(&transaction, &gone)?;
            store::follow_ups::delete_of(&transaction, &gone)?;
            store::code_windows::delete_of(&transaction, &gone)?;
            store::saved::forget_ids(&transaction, &gone)?;
            store::drafts::forget_ids(&transaction, &gone)?;
            store::form_drafts::forget_ids::<ClubFields>(&transaction, &gone)?;
            store::form_drafts::forget_ids::<QuestForm>(&transaction, &gone)?;
            transaction.commit()
        })
        .await?;
    client.emit([Tag::Inbox, Tag::Drafts, Tag::Saved(id.clone())]);
    Ok(())
}

/// Removes what was cached of a connection, on the disk and in memory.
pub(crate) async fn wipe(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let (gone, wiping) = (id.clone(), client.clone());
    // First: what is being fetched for the old account must not come after.
    client.inner().sync.forget(id);
    client.inner().boards.forget(id);
    client
        .stores()?
        .cache
        .with(move |db| {
            // Again: what was fetched since then is gone with the rest.
            wiping.inner().sync.forget(&gone);
            store::wipe_cache(db, &gone)
        })
        .await?;
    client.inner().picker.forget(id);
    client.inner().finder.forget(id);
    client.emit(Tag::lists(id));
    Ok(())
}

/// The connector of a session that the server is to be told the end of.
async fn signed_in_connector(
    client: &Client,
    id: &ConnectionId,
) -> Result<Option<Arc<dyn Connector>>, AppError> {
    let row = client.connection_row(id).await?;
    if row.state == SessionState::SignedIn {
        client.connector(id).await.map(Some)
    } else {
        Ok(None)
    }
}

/// Removes the connection, its drafts and its cache. Tells the server when it
/// can be reached; does not wait for it.
pub(crate) async fn remove(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let row = client.connection_row(id).await?;
    let connector = signed_in_connector(client, id).await;
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
            store::drafts::delete_of(&transaction, &row.id)?;
            store::form_drafts::delete_of::<ClubFields>(&transaction, &row.id)?;
            store::form_drafts::delete_of::<QuestForm>(&transaction, &row.id)?;
            store::code_windows::delete_of(&transaction, &row.id)?;
            store::call_notes::delete_of(&transaction, &row.id)?;
            store::follow_ups::delete_of(&transaction, &row.id)?;
            store::saved::delete_of(&transaction, &row.id)?;
            notices::forget(&transaction, &row.id)?;
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
    // A connector of its own: until the server agrees, whoever is signed in
    // stays so.
    let connector = client
        .connect(&row.config, row.session.clone())
        .map_err(|error| links::app_error(id, &error))?;
    let mut another = !row.username.is_empty() && row.username != credentials.username;
    let reaches = row.addressee_as(&credentials.username);
    let before = enterprise(&*connector);
    match connector.sign_in(&credentials).await {
        // What was cached is of the enterprise that was chosen before.
        Ok(()) => {
            another |= before != enterprise(&*connector);
        }
        // Of the form, not of the connection.
        Err(error @ Error::WrongPassword) => return Err(links::app_error(id, &error)),
        Err(error) => {
            // The token service may be down, and the new session good soon.
            if matches!(error, Error::NotSignedIn) && !another {
                let links = &client.inner().links;
                links.adopt(id, Arc::clone(&connector), reaches);
                return Err(client.failed(id, &connector, &error).await);
            }
            return Err(client.sign_in_failed(id, &error));
        }
    }
    signed_in(client, id, reaches, another, connector).await
}

/// The one that was chosen, where a server has them.
fn enterprise(connector: &dyn Connector) -> Option<EnterpriseId> {
    connector.moments()?.enterprise()
}

async fn signed_in(
    client: &Client,
    id: &ConnectionId,
    reaches: Addressee,
    another: bool,
    connector: Arc<dyn Connector>,
) -> Result<Connection, AppError> {
    if another {
        take_back_queued(client, id).await?;
        forget_notices(client, id).await?;
    }
    let links = &client.inner().links;
    links.adopt(id, Arc::clone(&connector), reaches.clone());
    if another {
        wipe(client, id).await?;
    }
    let new = Arc::clone(&connector);
    let edited = edit_if(client, id, Some(ActivityKind::SignedIn), move |row| {
        // The address was changed meanwhile: no session of that server.
        if row.addressee_as(&reaches.username) != reaches {
            return None;
        }
        row.username = reaches.username;
        row.session = new.session();
        row.state = SessionState::SignedIn;
        row.capabilities = new.capabilities();
        row.dialect = new.dialect().unwrap_or_default();
        Some(())
    })
    .await;
    if edited.is_err() {
        client.inner().links.forget(id);
    }
    let (row, ()) = edited?;
    client.succeeded(id, &connector).await;
    notices::session_lives(client, id).await?;
    client.emit([Tag::Connections, Tag::Activity]);
    client.emit(Tag::lists(id));
    sync::make_due(client, id);
    quests::wake(client);
    outbox::signed_in(client, id).await?;
    Ok(view(client, row))
}

/// Ends the session here in any case, and on the server if it can be reached.
pub(crate) async fn sign_out(
    client: &Client,
    id: &ConnectionId,
    wipe_cache: bool,
) -> Result<Connection, AppError> {
    let connector = signed_in_connector(client, id).await?;
    // First: whoever hears from the server that the session is over need not
    // wonder.
    let (row, ()) = edit(client, id, Some(ActivityKind::SignedOut), sign_out_row).await?;
    client.inner().links.forget(id);
    quests::wake(client);
    if let Some(connector) = connector
        && let Err(error) = connector.sign_out().await
    {
        let problem = links::kind(&error);
        tracing::info!(problem, "tell the server about the sign-out");
    }
    if wipe_cache {
        wipe(client, id).await?;
    }
    client.emit([Tag::Connections, Tag::Activity]);
    Ok(view(client, row))
}

#[cfg(test)]
mod tests;
