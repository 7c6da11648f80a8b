//! The built-in backend and its connections: one for each seat that it offers.

use crate::{
    client::Client,
    connections::{edit, insert, new_row, sign_in, view},
    fault,
    host::DemoAccount,
    store::connections::{self as table, ConnectionRow},
};
use muster_connectors::Credentials;
use muster_domain::{
    connection::{Connection, ConnectorKind, SessionState},
    error::AppError,
    settings::Language,
};
use std::sync::Arc;

/// Starts the built-in backend, points its connections to where it listens now,
/// and signs in. Answers the first of them.
pub(crate) async fn start(client: &Client) -> Result<Connection, AppError> {
    let _one = client.inner().links.demo.lock().await;
    point(client, false).await
}

/// `anew`: it has just started, so that its connections must sign in again;
/// those that the user removed or signed out stay so.
async fn point(client: &Client, anew: bool) -> Result<Connection, AppError> {
    let demo = &client.inner().options.demo;
    let key = client.inner().gate.key().ok_or(AppError::Locked)?;
    let server = demo
        .start(client.data_dir(), &key)
        .await
        .map_err(|detail| fault::internal("demo", detail))?;
    let rows = client.stores()?.desk.read(table::list).await?;
    let mut first = None;
    let kinds: Vec<ConnectorKind> = server.accounts.iter().map(|seat| seat.kind).collect();
    for account in server.accounts {
        // Who has the only seat of a kind may sign in to it as somebody else.
        let shared = kinds.iter().filter(|kind| **kind == account.kind).count() > 1;
        let is_of = |row: &&ConnectionRow| {
            row.demo
                && row.config.kind == account.kind
                && (!shared || row.username == account.username)
        };
        let known = rows.iter().find(is_of);
        if anew && known.is_none_or(|row| row.state == SessionState::SignedOut) {
            continue;
        }
        let connection = seat(client, &server.url, account, shared, known, anew).await?;
        first.get_or_insert(connection);
    }
    first.ok_or_else(|| fault::internal("demo", "no account".to_owned()))
}

/// The connection of an account, signed in. `shared`: there are others of its
/// kind, and its name says whose it is.
async fn seat(
    client: &Client,
    url: &str,
    account: DemoAccount,
    shared: bool,
    known: Option<&ConnectionRow>,
    anew: bool,
) -> Result<Connection, AppError> {
    let DemoAccount {
        kind,
        username,
        password,
        soptask,
    } = account;
    let running = |row: &&ConnectionRow| {
        !anew
            && row.config.base_url == url
            && row.state == SessionState::SignedIn
            && client.inner().links.health(&row.id).problem.is_none()
    };
    if let Some(row) = known.filter(running) {
        return Ok(view(client, row.clone()));
    }
    let mut row = known.cloned().unwrap_or_else(|| new_row(client));
    row.demo = true;
    row.config.kind = kind;
    row.config.soptask = soptask;
    row.config.base_url = url.to_owned();
    row.config.name = match (name(client, kind), shared) {
        (name, true) => format!("{name} · {username}"),
        (name, false) => name.to_owned(),
    };
    let id = row.id.clone();
    if known.is_some() {
        edit(client, &id, None, |kept| kept.config = row.config).await?;
        client.inner().links.forget(&id);
    } else {
        insert(client, row).await?;
    }
    // It listens on this machine only.
    sign_in(client, &id, Credentials { username, password }, true).await
}

/// At the start of the program the built-in backend listens somewhere else: it
/// is started in the background, and its connections wait for that.
pub(crate) async fn resume(client: &Client) {
    let turn = Arc::clone(&client.inner().links.demo).lock_owned().await;
    let demo = client.clone();
    client.spawn(async move {
        if let Err(error) = restart(&demo).await {
            tracing::warn!(problem = %error, "start the built-in backend again");
        }
        drop(turn);
    });
}

async fn restart(client: &Client) -> Result<(), AppError> {
    let rows = client.stores()?.desk.read(table::list).await?;
    if rows
        .iter()
        .any(|row| row.demo && row.state != SessionState::SignedOut)
    {
        point(client, true).await?;
    }
    Ok(())
}

fn name(client: &Client, kind: ConnectorKind) -> &'static str {
    match (kind, client.settings().language) {
        (ConnectorKind::Militia, Language::ZhCn) => "演示",
        (ConnectorKind::Militia, Language::En) => "Demo",
        (ConnectorKind::Weclubs, Language::ZhCn) => "社团演示",
        (ConnectorKind::Weclubs, Language::En) => "Demo clubs",
        (ConnectorKind::Questboard, Language::ZhCn) => "任务板演示",
        (ConnectorKind::Questboard, Language::En) => "Demo quests",
        (ConnectorKind::Soptask, Language::ZhCn) => "朋友圈演示",
        (ConnectorKind::Soptask, Language::En) => "Demo moments",
    }
}
