//! The live connectors, and how each connection does.

use crate::{
    client::{Client, lock},
    notices, reads,
    store::{
        activity, ages,
        connections::{self as table, ConnectionRow},
        notices::{NewNotice, raise},
    },
};
use muster_connectors::{Connector, Error, Network, Session};
use muster_domain::{
    connection::{ConnectionConfig, SessionState},
    error::AppError,
    event::Tag,
    id::ConnectionId,
    notice::Matter,
    outbox::{ActivityKind, Addressee},
    quest::Refused,
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

/// Characters of a server's refusal that are shown.
pub(crate) const REFUSAL: usize = 500;

/// Between two events that only a newer `reached_at` calls for, milliseconds.
const NEWS_MS: i64 = 30_000;

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

    /// A call of the connector succeeded: notes it, and keeps what the
    /// connector learned. What comes late, from a connector that was replaced
    /// meanwhile, says nothing of the connection.
    pub(crate) async fn succeeded(&self, connection: &ConnectionId, by: &Arc<dyn Connector>) {
        let Some((mut news, learned, revived)) = self.note_success(connection, by) else {
            return;
        };
        if revived {
            news |= self.revive(connection).await.unwrap_or(false);
            if let Err(error) = notices::session_lives(self, connection).await {
                tracing::warn!(problem = %error, "note that a session lives");
            }
        }
        if learned {
            let kept = self.keep_session(connection, Arc::clone(by)).await;
            if kept.is_err() {
                tracing::warn!("keep the session");
            }
        }
        if news {
            self.emit([Tag::Connections]);
        }
    }

    /// Whether that is news for the UI, whether the connector has learned
    /// something to keep, and whether the session lives after all. `None` if
    /// the connection speaks through another connector.
    fn note_success(
        &self,
        connection: &ConnectionId,
        by: &Arc<dyn Connector>,
    ) -> Option<(bool, bool, bool)> {
        let now = self.now();
        let mut links = lock(&self.inner().links.links);
        let link = links
            .get_mut(connection)
            .filter(|link| link.speaks_through(by))?;
        let news = link.health.note_answer(now)
            || now.ms_since(link.told_at).abs() >= NEWS_MS
            || link.skew_ms() != link.told_skew_ms;
        if news {
            link.told_at = now;
            link.told_skew_ms = link.skew_ms();
        }
        let session = by.session();
        let learned = link.kept.as_ref() != Some(&session);
        link.kept = Some(session);
        let revived = std::mem::take(&mut link.ended);
        Some((news, learned, revived))
    }

    /// The server knows the kept session after all.
    async fn revive(&self, connection: &ConnectionId) -> Result<bool, AppError> {
        let id = connection.clone();
        self.stores()?
            .desk
            .with(move |db| table::revive_session(db, &id))
            .await
    }

    async fn keep_session(
        &self,
        connection: &ConnectionId,
        connector: Arc<dyn Connector>,
    ) -> Result<(), AppError> {
        let (id, client) = (connection.clone(), self.clone());
        self.stores()?
            .desk
            .with(move |db| {
                if !client.inner().links.speaks_through(&id, &connector) {
                    return Ok(());
                }
                // Not earlier: a newer one may have been kept meanwhile.
                let session = connector.session();
                let (capabilities, dialect) = (connector.capabilities(), connector.dialect());
                table::keep_session(db, &id, &session, &capabilities, dialect.as_deref())
            })
            .await
    }

    /// A call of the connector failed: notes it, and says it in the UI's
    /// terms. What comes late, from a connector that was replaced meanwhile, is
    /// said and not noted.
    pub(crate) async fn failed(
        &self,
        connection: &ConnectionId,
        by: &Arc<dyn Connector>,
        error: &Error,
    ) -> AppError {
        let problem = app_error(connection, error);
        tracing::info!(problem = kind(error), "call a server");
        let ended = matches!(error, Error::NotSignedIn);
        // The server answered, and its answer is about this one thing.
        if matches!(error, Error::QuestRefused(_) | Error::PasswordNeeded) {
            Box::pin(self.succeeded(connection, by)).await;
            return problem;
        }
        let mut news = {
            let mut links = lock(&self.inner().links.links);
            let link = links.get_mut(connection);
            let Some(link) = link.filter(|link| link.speaks_through(by)) else {
                return problem;
            };
            link.ended |= ended;
            match error {
                // The same, and nothing says that the session was looked at.
                Error::Rejected { .. } | Error::Gone { .. } | Error::NotPermitted => {
                    link.health.note_answer(self.now())
                }
                _ => link.health.note(&problem),
            }
        };
        if ended {
            news |= self.end_session(connection, by).await.unwrap_or(false);
        }
        if news {
            self.emit([Tag::Connections, Tag::Activity]);
        }
        problem
    }

    /// Nobody could sign in. Whoever is signed in stays so.
    pub(crate) fn sign_in_failed(&self, connection: &ConnectionId, error: &Error) -> AppError {
        let problem = app_error(connection, error);
        tracing::info!(problem = kind(error), "sign in");
        // Of that account, not of the connection.
        if !matches!(error, Error::NotSignedIn) {
            let mut links = lock(&self.inner().links.links);
            let link = links.entry(connection.clone()).or_default();
            if link.health.note(&problem) {
                self.emit([Tag::Connections]);
            }
        }
        problem
    }

    /// The server stopped knowing the session of this connector. True if that
    /// is news.
    async fn end_session(
        &self,
        connection: &ConnectionId,
        by: &Arc<dyn Connector>,
    ) -> Result<bool, AppError> {
        let (id, now) = (connection.clone(), self.now());
        let (client, by) = (self.clone(), Arc::clone(by));
        let (ended, notice) = self
            .stores()?
            .desk
            .with(move |db| {
                // A new session is written after its connector is adopted.
                if !client.inner().links.has_ended(&id, &by) {
                    return Ok((false, None));
                }
                let transaction = db.transaction()?;
                let ended = table::end_session(&transaction, &id)?;
                let mut notice = None;
                if ended && let Some(row) = table::find(&transaction, &id)? {
                    let name = row.display_name();
                    let what = ActivityKind::SessionEnded;
                    activity::append(&transaction, now, &id, what, &name)?;
                    notice = Some(raise(
                        &transaction,
                        &NewNotice {
                            at: now,
                            connection: id,
                            connection_name: name,
                            matter: Matter::SessionEnded,
                            seen: false,
                        },
                    )?);
                }
                transaction.commit()?;
                Ok((ended, notice))
            })
            .await?;
        if let Some(notice) = notice {
            notices::announce(self, notice);
        }
        Ok(ended)
    }
}

/// For the log: a server's words may name people.
pub(crate) fn kind(error: &Error) -> String {
    match error {
        Error::Rejected { .. } => "rejected".to_owned(),
        Error::Failed { .. } => "failed".to_owned(),
        Error::Gone { .. } => "gone".to_owned(),
        Error::QuestRefused(refused) => format!("refused: {:?}", refused.refusal),
        Error::BrokenAnswer { path, .. } => format!("broken answer at {path}"),
        other => other.to_string(),
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
        Error::NoEnterprise => AppError::NoEnterprise {
            connection: connection.clone(),
        },
        Error::WrongPassword => AppError::WrongPassword,
        Error::NotPermitted => AppError::NotPermitted,
        Error::NotAccepted(setting) => AppError::NotAccepted { setting: *setting },
        // The window does the same about all three: it shows the words.
        Error::Rejected { message } | Error::Failed { message } | Error::Gone { message } => {
            let mut message = message.clone();
            reads::clip(&mut message, REFUSAL);
            AppError::Rejected { message }
        }
        Error::QuestRefused(Refused { refusal, message }) => {
            let (refusal, mut message) = (*refusal, message.clone());
            reads::clip(&mut message, REFUSAL);
            AppError::QuestRefused { refusal, message }
        }
        Error::PasswordNeeded => AppError::PasswordNeeded {
            connection: connection.clone(),
        },
        Error::BrokenAnswer { path, .. } => AppError::BrokenAnswer { path: path.clone() },
        Error::WrongServer => AppError::WrongServer,
        Error::TooLarge { cap_mib } => AppError::TooLarge { cap_mib: *cap_mib },
        Error::BadAddress => AppError::BadAddress,
    }
}
