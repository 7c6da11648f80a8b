//! The built-in backend and its connection.

use crate::{
    client::Client,
    connections::{edit, insert, new_row, sign_in, view},
    fault,
    store::connections as table,
};
use muster_connectors::Credentials;
use muster_domain::{
    connection::{Connection, SessionState},
    error::AppError,
    settings::Language,
};
use std::sync::Arc;

/// Starts the built-in backend, points its connection to where it listens now,
/// and signs in.
pub(crate) async fn start(client: &Client) -> Result<Connection, AppError> {
    let _one = client.inner().links.demo.lock().await;
    point(client, false).await
}

/// `anew`: it has just started, so that its connection must sign in again.
async fn point(client: &Client, anew: bool) -> Result<Connection, AppError> {
    let demo = &client.inner().options.demo;
    let key = client.inner().gate.key().ok_or(AppError::Locked)?;
    let server = demo
        .start(client.data_dir(), &key)
        .await
        .map_err(|detail| fault::internal("demo", detail))?;
    let rows = client.stores()?.desk.read(table::list).await?;
    let (mut row, known) = match rows.into_iter().find(|row| row.demo) {
        Some(row) => (row, true),
        None => (new_row(client), false),
    };
    let running = known
        && !anew
        && row.config.base_url == server.url
        && row.state == SessionState::SignedIn
        && client.inner().links.health(&row.id).problem.is_none();
    if running {
        return Ok(view(client, row));
    }
    row.demo = true;
    row.config.base_url = server.url.clone();
    row.config.name = name(client);
    if known {
        let config = row.config.clone();
        edit(client, &row.id, None, |row| row.config = config).await?;
        client.inner().links.forget(&row.id);
    } else {
        insert(client, row.clone()).await?;
    }
    let credentials = Credentials {
        username: server.username.clone(),
        password: server.password,
    };
    // It listens on this machine only.
    sign_in(client, &row.id, credentials, true).await
}

/// At the start of the program the built-in backend listens somewhere else: it
/// is started in the background, and its connection waits for that.
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

fn name(client: &Client) -> String {
    match client.settings().language {
        Language::ZhCn => "演示",
        Language::En => "Demo",
    }
    .to_owned()
}
