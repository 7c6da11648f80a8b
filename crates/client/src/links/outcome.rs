//! What a call of a server says of its connection: whether it can be reached,
//! and whether its session lives.

use super::{app_error, kind};
use crate::{
    client::{Client, lock},
    notices,
    store::{
        activity, connections as table,
        notices::{NewNotice, raise},
    },
};
use muster_connectors::{Connector, Error};
use muster_domain::{
    error::AppError, event::Tag, id::ConnectionId, notice::Matter, outbox::ActivityKind,
};
use std::sync::Arc;

/// Between two events that only a newer `reached_at` calls for, milliseconds.
const NEWS_MS: i64 = 30_000;

impl Client {
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
