//! `desk.db`: connections and their sessions.

use super::{Json, Migration};
use muster_connectors::Session;
use muster_domain::{
    connection::{Capability, ConnectionConfig, SessionState},
    id::ConnectionId,
    outbox::Addressee,
    time::Time,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "connections",
    sql: "CREATE TABLE connections (
        id TEXT NOT NULL PRIMARY KEY,
        created_at INTEGER NOT NULL,
        config TEXT NOT NULL,
        username TEXT NOT NULL DEFAULT '',
        session TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '\"signed_out\"',
        capabilities TEXT NOT NULL DEFAULT '[]',
        dialect TEXT NOT NULL DEFAULT '',
        demo INTEGER NOT NULL DEFAULT 0
    ) STRICT;",
}];

/// A connection as it is kept. Empty text stands for nothing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ConnectionRow {
    pub id: ConnectionId,
    pub created_at: Time,
    pub config: ConnectionConfig,
    pub username: String,
    /// What the connector must remember; empty before the first sign-in.
    pub session: Session,
    pub state: SessionState,
    pub capabilities: Vec<Capability>,
    pub dialect: String,
    /// The built-in backend.
    pub demo: bool,
}

impl ConnectionRow {
    /// What the user called it, else the account, else the server.
    pub(crate) fn display_name(&self) -> String {
        let host = self.config.base_url.split("://").last().unwrap_or_default();
        [self.config.name.as_str(), &self.username, host]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default()
            .to_owned()
    }

    /// The server and the account that it stands for now.
    pub(crate) fn addressee(&self) -> Addressee {
        self.addressee_as(&self.username)
    }

    /// The same server with another account.
    pub(crate) fn addressee_as(&self, username: &str) -> Addressee {
        let ConnectionConfig {
            kind,
            base_url,
            modules,
            ..
        } = self.config.clone();
        Addressee {
            kind,
            base_url: if self.demo { String::new() } else { base_url },
            modules,
            username: username.to_owned(),
        }
    }
}

const COLUMNS: &str =
    "id, created_at, config, username, session, state, capabilities, dialect, demo";

fn read(row: &Row<'_>) -> rusqlite::Result<ConnectionRow> {
    Ok(ConnectionRow {
        id: ConnectionId(row.get("id")?),
        created_at: Time(row.get("created_at")?),
        config: row.get::<_, Json<_>>("config")?.0,
        username: row.get("username")?,
        session: Session(row.get("session")?),
        state: row.get::<_, Json<_>>("state")?.0,
        capabilities: row.get::<_, Json<_>>("capabilities")?.0,
        dialect: row.get("dialect")?,
        demo: row.get("demo")?,
    })
}

/// All, oldest first.
pub(crate) fn list(db: &Connection) -> rusqlite::Result<Vec<ConnectionRow>> {
    db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM connections ORDER BY created_at, id"
    ))?
    .query_map([], read)?
    .collect()
}

pub(crate) fn find(db: &Connection, id: &ConnectionId) -> rusqlite::Result<Option<ConnectionRow>> {
    db.prepare_cached(&format!("SELECT {COLUMNS} FROM connections WHERE id = ?1"))?
        .query_row([id.as_str()], read)
        .optional()
}

/// Adds the connection, or replaces the one with its id.
pub(crate) fn put(db: &Connection, row: &ConnectionRow) -> rusqlite::Result<()> {
    db.prepare_cached(&format!(
        "INSERT INTO connections ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET config = excluded.config,
             username = excluded.username, session = excluded.session,
             state = excluded.state, capabilities = excluded.capabilities,
             dialect = excluded.dialect, demo = excluded.demo"
    ))?
    .execute(params![
        row.id.as_str(),
        row.created_at.0,
        Json(&row.config),
        row.username,
        row.session.0,
        Json(row.state),
        Json(&row.capabilities),
        row.dialect,
        row.demo,
    ])?;
    Ok(())
}

/// Notes that the server stopped knowing the session, which stays. False if
/// that was known.
pub(crate) fn end_session(db: &Connection, id: &ConnectionId) -> rusqlite::Result<bool> {
    let changed = db.execute(
        "UPDATE connections SET state = ?2 WHERE id = ?1 AND state = ?3",
        params![
            id.as_str(),
            Json(SessionState::Ended),
            Json(SessionState::SignedIn)
        ],
    )?;
    Ok(changed > 0)
}

/// Notes that the server knows the kept session after all. False if that was
/// known.
pub(crate) fn revive_session(db: &Connection, id: &ConnectionId) -> rusqlite::Result<bool> {
    let changed = db.execute(
        "UPDATE connections SET state = ?2 WHERE id = ?1 AND state = ?3",
        params![
            id.as_str(),
            Json(SessionState::SignedIn),
            Json(SessionState::Ended)
        ],
    )?;
    Ok(changed > 0)
}

/// Keeps what the connector learned since: cookies, its dialect, capabilities.
/// Nothing for who signed out meanwhile.
pub(crate) fn keep_session(
    db: &Connection,
    id: &ConnectionId,
    session: &Session,
    capabilities: &[Capability],
    dialect: Option<&str>,
) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE connections SET session = ?2, capabilities = ?3, dialect = ?4
         WHERE id = ?1 AND state <> ?5",
        params![
            id.as_str(),
            session.0,
            Json(capabilities),
            dialect.unwrap_or_default(),
            Json(SessionState::SignedOut)
        ],
    )?;
    Ok(())
}

pub(crate) fn remove(db: &Connection, id: &ConnectionId) -> rusqlite::Result<bool> {
    let removed = db.execute("DELETE FROM connections WHERE id = ?1", [id.as_str()])?;
    Ok(removed > 0)
}
