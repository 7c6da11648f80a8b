//! Signing in and out.

use super::{
    edit, edit_if,
    forget::{forget_notices, take_back_queued},
    view, wipe,
};
use crate::{client::Client, links, notices, outbox, quests, store::connections::ConnectionRow};
use muster_connectors::{Connector, Credentials, Error, Session};
use muster_domain::{
    connection::{Connection, SessionState},
    error::AppError,
    event::Tag,
    id::{ConnectionId, EnterpriseId},
    outbox::{ActivityKind, Addressee},
};
use std::sync::Arc;

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
    client.inner().sync.make_due(id);
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
    let connector = connector_to_tell(client, id).await?;
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

/// The connector of a session that the server is to be told the end of.
pub(super) async fn connector_to_tell(
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

pub(super) fn sign_out_row(row: &mut ConnectionRow) {
    row.session = Session(String::new());
    row.state = SessionState::SignedOut;
    row.capabilities.clear();
    row.dialect.clear();
}
