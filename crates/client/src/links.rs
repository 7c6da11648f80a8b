//! The live connectors, and how each connection does.

mod outcome;
mod problem;

pub(crate) use problem::{REFUSAL, app_error, kind};

use crate::{
    client::{Client, lock},
    store::{
        ages,
        connections::{self as table, ConnectionRow},
    },
};
use muster_connectors::{Connector, Network, Session};
use muster_domain::{
    connection::{ConnectionConfig, SessionState},
    error::AppError,
    id::ConnectionId,
    outbox::Addressee,
    time::Time,
};
use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

/// Makes a connector; exchanged in tests.
pub(crate) type Connect = Arc<
    dyn Fn(
            &ConnectionConfig,
            Option<Session>,
            Network,
        ) -> muster_connectors::Result<Arc<dyn Connector>>
        + Send
        + Sync,
>;

/// The connectors of the protocols.
pub(crate) fn real() -> Connect {
    Arc::new(muster_connectors::connect)
}

#[derive(Default)]
pub(crate) struct State {
    links: Mutex<HashMap<ConnectionId, Link>>,
    /// How often a connection was forgotten: what was read of one before may
    /// not hold any more.
    forgotten: AtomicU64,
    /// Held while the built-in backend starts and its connection is pointed to
    /// it: until then, something else may listen where it was.
    pub demo: Arc<tokio::sync::Mutex<()>>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("State { .. }")
    }
}

/// What is known of a connection since the start.
#[derive(Default)]
struct Link {
    live: Option<Live>,
    /// As it stands in the store.
    kept: Option<Session>,
    /// The server stopped knowing the session, or said so because its own
    /// token service was down.
    ended: bool,
    health: Health,
    /// The server's clock minus ours as of the last reading that the cache
    /// holds, until the connector knows better.
    kept_skew_ms: Option<i64>,
    told_at: Time,
    told_skew_ms: Option<i64>,
}

impl Link {
    /// Whether this connector is the one of the connection, and not one that
    /// reached another account or address before.
    fn speaks_through(&self, connector: &Arc<dyn Connector>) -> bool {
        let live = self.live.as_ref();
        live.is_some_and(|live| Arc::ptr_eq(&live.connector, connector))
    }

    fn skew_ms(&self) -> Option<i64> {
        let live = self.live.as_ref();
        live.and_then(|live| live.connector.clock_skew_ms())
            .or(self.kept_skew_ms)
    }
}

/// A connector, and whom it reaches: which does not change while it lives,
/// whatever becomes of the connection.
#[derive(Clone)]
struct Live {
    connector: Arc<dyn Connector>,
    reaches: Addressee,
}

/// How the last requests went.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Health {
    pub reached_at: Option<Time>,
    pub problem: Option<AppError>,
}

impl Health {
    /// True if that is news.
    fn note(&mut self, problem: &AppError) -> bool {
        let before = self.problem.replace(problem.clone());
        before.as_ref() != Some(problem)
    }

    /// The server answered as such a server does. True if that is news.
    fn note_answer(&mut self, now: Time) -> bool {
        let first = self.reached_at.replace(now).is_none();
        self.problem.take().is_some() || first
    }
}

impl State {
    pub(crate) fn health(&self, connection: &ConnectionId) -> Health {
        let links = lock(&self.links);
        links
            .get(connection)
            .map(|link| link.health.clone())
            .unwrap_or_default()
    }

    /// The server's clock minus ours, milliseconds, as far as it is known.
    pub(crate) fn skew_ms(&self, connection: &ConnectionId) -> Option<i64> {
        lock(&self.links).get(connection)?.skew_ms()
    }

    /// From now on the connection speaks through this connector.
    pub(crate) fn adopt(
        &self,
        connection: &ConnectionId,
        connector: Arc<dyn Connector>,
        reaches: Addressee,
    ) {
        let mut links = lock(&self.links);
        links.entry(connection.clone()).or_default().live = Some(Live { connector, reaches });
    }

    /// The next use makes a new connector from what the store holds.
    pub(crate) fn forget(&self, connection: &ConnectionId) {
        let mut links = lock(&self.links);
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        links.remove(connection);
    }

    pub(crate) fn speaks_through(
        &self,
        connection: &ConnectionId,
        connector: &Arc<dyn Connector>,
    ) -> bool {
        let links = lock(&self.links);
        links
            .get(connection)
            .is_some_and(|link| link.speaks_through(connector))
    }

    /// Whether the session of this connector ended, and nothing was answered in
    /// it since.
    fn has_ended(&self, connection: &ConnectionId, connector: &Arc<dyn Connector>) -> bool {
        let links = lock(&self.links);
        let link = links.get(connection);
        link.is_some_and(|link| link.speaks_through(connector) && link.ended)
    }

    pub(crate) fn forget_all(&self) {
        lock(&self.links).clear();
    }
}

/// Takes up what the stores know of each connection.
pub(crate) async fn resume(client: &Client) -> Result<(), AppError> {
    let read = |db: &rusqlite::Connection| Ok((ages::newest(db)?, ages::skews_ms(db)?));
    let (newest, skews) = client.stores()?.cache.read(read).await?;
    let mut links = lock(&client.inner().links.links);
    for (connection, fetched_at) in newest {
        links.entry(connection).or_default().health.reached_at = Some(fetched_at);
    }
    for (connection, skew_ms) in skews {
        links.entry(connection).or_default().kept_skew_ms = Some(skew_ms);
    }
    Ok(())
}

impl Client {
    /// The connector of a connection, with the session that is kept.
    pub(crate) async fn connector(
        &self,
        connection: &ConnectionId,
    ) -> Result<Arc<dyn Connector>, AppError> {
        Ok(self.live(connection).await?.connector)
    }

    /// The connector of a connection if it reaches this very server with this
    /// very account; `not_found` otherwise.
    pub(crate) async fn connector_to(
        &self,
        connection: &ConnectionId,
        addressee: &Addressee,
    ) -> Result<Arc<dyn Connector>, AppError> {
        let Live { connector, reaches } = self.live(connection).await?;
        if reaches == *addressee {
            Ok(connector)
        } else {
            Err(AppError::NotFound)
        }
    }

    async fn live(&self, connection: &ConnectionId) -> Result<Live, AppError> {
        let known = lock(&self.inner().links.links)
            .get(connection)
            .and_then(|link| link.live.clone());
        if let Some(live) = known {
            return Ok(live);
        }
        let state = &self.inner().links;
        loop {
            let forgotten = state.forgotten.load(Ordering::SeqCst);
            let row = self.connection_row(connection).await?;
            let connector = self
                .connect(&row.config, row.session.clone())
                .map_err(|error| app_error(connection, &error))?;
            let mut links = lock(&state.links);
            // The row may be that of another address or account by now.
            if state.forgotten.load(Ordering::SeqCst) != forgotten {
                continue;
            }
            let link = links.entry(connection.clone()).or_default();
            let reaches = row.addressee();
            // Another call may have been quicker: one connector, one session.
            let live = link.live.get_or_insert(Live { connector, reaches });
            link.kept.get_or_insert(row.session);
            link.ended = row.state == SessionState::Ended;
            return Ok(live.clone());
        }
    }

    /// A connector that nothing is known of yet. Opens nothing.
    pub(crate) fn connect(
        &self,
        config: &ConnectionConfig,
        session: Session,
    ) -> muster_connectors::Result<Arc<dyn Connector>> {
        let session = (!session.0.is_empty()).then_some(session);
        (self.inner().wiring.connect)(config, session, self.network())
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
        Ok(self.connection_row(connection).await?.display_name())
    }

    /// Whether it is the built-in backend.
    pub(crate) async fn connection_is_demo(
        &self,
        connection: &ConnectionId,
    ) -> Result<bool, AppError> {
        Ok(self.connection_row(connection).await?.demo)
    }
}
