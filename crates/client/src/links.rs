//! The live connectors, and how each connection does.

use crate::{
    client::{Client, lock},
    store::connections::{self as table, ConnectionRow},
};
use muster_connectors::{Connector, Error, Network, Session};
use muster_domain::{
    connection::ConnectionConfig, error::AppError, event::Tag, id::ConnectionId, time::Time,
};
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex},
};

/// Makes a connector; exchanged in tests.
pub(crate) type Connect = Arc<
    dyn Fn(&ConnectionConfig, Session, Network) -> muster_connectors::Result<Arc<dyn Connector>>
        + Send
        + Sync,
>;

/// The connectors of the protocols.
pub(crate) fn real() -> Connect {
    Arc::new(|_, _, _| Err(Error::BadAddress))
}

/// Between two events that only a newer `reached_at` calls for, milliseconds.
const NEWS_MS: i64 = 30_000;

#[derive(Default)]
pub(crate) struct State {
    links: Mutex<HashMap<ConnectionId, Link>>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("State { .. }")
    }
}

/// What is known of a connection since the start.
#[derive(Default)]
struct Link {
    connector: Option<Arc<dyn Connector>>,
    /// As it stands in the store.
    kept: Option<Session>,
    health: Health,
    told_at: Time,
}

/// How the last requests went.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Health {
    pub reached_at: Option<Time>,
    pub problem: Option<AppError>,
}

impl State {
    pub(crate) fn health(&self, connection: &ConnectionId) -> Health {
        let links = lock(&self.links);
        links
            .get(connection)
            .map(|link| link.health.clone())
            .unwrap_or_default()
    }

    /// The next use makes a new connector from what the store holds.
    pub(crate) fn forget(&self, connection: &ConnectionId) {
        lock(&self.links).remove(connection);
    }

    pub(crate) fn forget_all(&self) {
        lock(&self.links).clear();
    }
}

/// Called when the stores have opened.
pub(crate) async fn resume(client: &Client) {
    client.emit([Tag::Connections]);
}

impl Client {
    /// The connector of a connection, with the session that is kept.
    pub(crate) async fn connector(
        &self,
        connection: &ConnectionId,
    ) -> Result<Arc<dyn Connector>, AppError> {
        if let Some(connector) = self.live(connection) {
            return Ok(connector);
        }
        let row = self.connection_row(connection).await?;
        let connector =
            (self.inner().wiring.connect)(&row.config, row.session.clone(), self.network())
                .map_err(|error| app_error(connection, &error))?;
        let mut links = lock(&self.inner().links.links);
        let link = links.entry(connection.clone()).or_default();
        // Another call may have been quicker: one connector, one session.
        let connector = link.connector.get_or_insert(connector);
        link.kept.get_or_insert(row.session);
        Ok(Arc::clone(connector))
    }

    fn live(&self, connection: &ConnectionId) -> Option<Arc<dyn Connector>> {
        let links = lock(&self.inner().links.links);
        links.get(connection)?.connector.clone()
    }

    pub(crate) async fn connection_row(
        &self,
        connection: &ConnectionId,
    ) -> Result<ConnectionRow, AppError> {
        let id = connection.clone();
        let row = self
            .stores()?
            .desk
            .read(move |db| table::find(db, &id))
            .await?;
        row.ok_or(AppError::NotFound)
    }

    /// What the user calls the connection.
    pub(crate) async fn connection_name(
        &self,
        connection: &ConnectionId,
    ) -> Result<String, AppError> {
        Ok(self.connection_row(connection).await?.config.name)
    }

    /// Whether it is the built-in backend.
    pub(crate) async fn connection_is_demo(
        &self,
        connection: &ConnectionId,
    ) -> Result<bool, AppError> {
        Ok(self.connection_row(connection).await?.demo)
    }

    /// A call to the server succeeded: notes it, and keeps what the connector
    /// learned.
    pub(crate) async fn succeeded(&self, connection: &ConnectionId) {
        let (news, learned) = self.note_success(connection);
        if let Some(connector) = learned {
            let kept = self.keep_session(connection, connector.as_ref()).await;
            if kept.is_err() {
                tracing::warn!("keep the session");
            }
        }
        if news {
            self.emit([Tag::Connections]);
        }
    }

    /// Whether that is news for the UI, and the connector if it has learned
    /// something to keep.
    fn note_success(&self, connection: &ConnectionId) -> (bool, Option<Arc<dyn Connector>>) {
        let now = self.now();
        let mut links = lock(&self.inner().links.links);
        let link = links.entry(connection.clone()).or_default();
        let first = link.health.reached_at.is_none();
        link.health.reached_at = Some(now);
        let news = link.health.problem.take().is_some()
            || first
            || now.ms_since(link.told_at).abs() >= NEWS_MS;
        if news {
            link.told_at = now;
        }
        let learned = link.connector.as_ref().and_then(|connector| {
            let session = connector.session();
            let changed = link.kept.as_ref() != Some(&session);
            link.kept = Some(session);
            changed.then(|| Arc::clone(connector))
        });
        (news, learned)
    }

    async fn keep_session(
        &self,
        connection: &ConnectionId,
        connector: &dyn Connector,
    ) -> Result<(), AppError> {
        let (id, session) = (connection.clone(), connector.session());
        let (capabilities, dialect) = (connector.capabilities(), connector.dialect());
        self.stores()?
            .desk
            .with(move |db| {
                table::keep_session(db, &id, &session, &capabilities, dialect.as_deref())
            })
            .await
    }

    /// A call to the server failed: notes it, and says it in the UI's terms.
    pub(crate) async fn failed(&self, connection: &ConnectionId, error: &Error) -> AppError {
        let problem = app_error(connection, error);
        tracing::info!(%error, "call a server");
        let mut news = self.note_problem(connection, &problem);
        if matches!(error, Error::NotSignedIn) {
            news |= self.end_session(connection).await.unwrap_or(false);
        }
        if news {
            self.emit([Tag::Connections]);
        }
        problem
    }

    fn note_problem(&self, connection: &ConnectionId, problem: &AppError) -> bool {
        let mut links = lock(&self.inner().links.links);
        let link = links.entry(connection.clone()).or_default();
        let before = link.health.problem.replace(problem.clone());
        before.as_ref() != Some(problem)
    }

    /// The server stopped knowing the session. True if that is news.
    async fn end_session(&self, connection: &ConnectionId) -> Result<bool, AppError> {
        let id = connection.clone();
        self.stores()?
            .desk
            .with(move |db| table::end_session(db, &id))
            .await
    }
}

/// A connector's failure in the UI's terms.
pub(crate) fn app_error(connection: &ConnectionId, error: &Error) -> AppError {
    match error {
        Error::Unreachable(_) => AppError::Unreachable,
        Error::TimedOut { sent } => AppError::TimedOut { sent: *sent },
        Error::CutOff(_) => AppError::CutOff,
        Error::NotSignedIn => AppError::NotSignedIn {
            connection: connection.clone(),
        },
        Error::WrongPassword => AppError::WrongPassword,
        Error::Rejected { message } => AppError::Rejected {
            message: message.clone(),
        },
        Error::BrokenAnswer { path, .. } => AppError::BrokenAnswer { path: path.clone() },
        Error::WrongServer => AppError::WrongServer,
        Error::TooLarge { cap_mib } => AppError::TooLarge { cap_mib: *cap_mib },
        Error::BadAddress => AppError::BadAddress,
    }
}
