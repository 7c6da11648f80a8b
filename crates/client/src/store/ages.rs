//! `cache.db`: when each thing was fetched.

use super::Migration;
use muster_domain::{id::ConnectionId, time::Time};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "create_ages",
    sql: "
    CREATE TABLE ages (
        connection TEXT NOT NULL,
        what TEXT NOT NULL,
        fetched_at INTEGER NOT NULL,
        server_time INTEGER NOT NULL DEFAULT 0,
        complete INTEGER NOT NULL DEFAULT 1,
        PRIMARY KEY (connection, what)
    ) STRICT, WITHOUT ROWID;",
}];

/// How old a cached value is, and whether it is all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Age {
    /// When this machine received it.
    pub fetched_at: Time,
    /// What the server's clock said then, where it tells.
    pub server_time: Option<Time>,
    /// False while pages are missing.
    pub complete: bool,
}

impl Age {
    /// The moment that the rows show, by the server's clock where it tells: its
    /// times are on the rows.
    pub fn as_of(&self) -> Time {
        self.server_time.unwrap_or(self.fetched_at)
    }
}

/// A cached value with its age.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored<T> {
    pub value: T,
    pub age: Age,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Age> {
    let server_time: i64 = row.get("server_time")?;
    Ok(Age {
        fetched_at: Time(row.get("fetched_at")?),
        server_time: (server_time != 0).then_some(Time(server_time)),
        complete: row.get("complete")?,
    })
}

pub(crate) fn find(
    db: &Connection,
    connection: &ConnectionId,
    what: &str,
) -> rusqlite::Result<Option<Age>> {
    db.prepare_cached("SELECT * FROM ages WHERE connection = ?1 AND what = ?2")?
        .query_row([connection.as_str(), what], read)
        .optional()
}

/// When anything of each connection was last fetched.
pub(crate) fn newest(db: &Connection) -> rusqlite::Result<HashMap<ConnectionId, Time>> {
    db.prepare_cached("SELECT connection, max(fetched_at) FROM ages GROUP BY connection")?
        .query_map([], |row| Ok((ConnectionId(row.get(0)?), Time(row.get(1)?))))?
        .collect()
}

/// Each server's clock minus ours, milliseconds, as of the last reading by the
/// server's own clock: ours may have been set since.
pub(crate) fn skews_ms(db: &Connection) -> rusqlite::Result<HashMap<ConnectionId, i64>> {
    // The other column of the row with the maximum, as SQLite has it.
    db.prepare_cached(
        "SELECT connection, max(server_time), fetched_at FROM ages
         WHERE server_time != 0 GROUP BY connection",
    )?
    .query_map([], |row| {
        let (server, ours) = (Time(row.get(1)?), Time(row.get(2)?));
        Ok((ConnectionId(row.get(0)?), server.ms_since(ours)))
    })?
    .collect()
}

/// Another pair of numbers whenever something whose name begins so was fetched
/// again.
pub(crate) fn mark(
    db: &Connection,
    connection: &ConnectionId,
    beginnings: &[&str],
) -> rusqlite::Result<(i64, i64)> {
    let mut query = db.prepare_cached(
        "SELECT count(*), coalesce(sum(fetched_at % 1000000007), 0) FROM ages
         WHERE connection = ?1 AND what >= ?2 AND what < ?2 || char(1114111)",
    )?;
    let mut mark = (0_i64, 0_i64);
    for beginning in beginnings {
        let (count, sum): (i64, i64) = query
            .query_row([connection.as_str(), beginning], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        mark.0 += count;
        mark.1 = mark.1.wrapping_add(sum);
    }
    Ok(mark)
}

pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    what: &str,
    age: &Age,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO ages (connection, what, fetched_at, server_time, complete)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        connection.as_str(),
        what,
        age.fetched_at.0,
        age.server_time.map_or(0, |time| time.0),
        age.complete,
    ])?;
    Ok(())
}
