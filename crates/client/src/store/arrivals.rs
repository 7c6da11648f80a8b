//! `cache.db`: when this machine first saw somebody checked in. The protocol
//! tells that somebody is there, not since when; a reading can only say "by
//! now". It goes with the rest of the cache when that is wiped: it is about
//! the same people.

use super::Migration;
use muster_domain::{
    id::{ConnectionId, SoldierId, TaskId},
    time::Time,
};
use rusqlite::{Connection, params};
use std::collections::HashMap;

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 11,
    name: "create_arrivals",
    sql: "
    CREATE TABLE arrivals (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        soldier TEXT NOT NULL,
        seen_at INTEGER NOT NULL,
        PRIMARY KEY (connection, task, soldier)
    ) STRICT, WITHOUT ROWID;",
}];

pub(crate) fn list(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<HashMap<SoldierId, Time>> {
    db.prepare_cached("SELECT soldier, seen_at FROM arrivals WHERE connection = ?1 AND task = ?2")?
        .query_map([connection.as_str(), task.as_str()], |row| {
            Ok((SoldierId(row.get(0)?), Time(row.get(1)?)))
        })?
        .collect()
}

/// Somebody is there, or, without a time, is not.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    soldier: &SoldierId,
    seen_at: Option<Time>,
) -> rusqlite::Result<()> {
    let key = [connection.as_str(), task.as_str(), soldier.as_str()];
    match seen_at {
        Some(at) => db
            .prepare_cached(
                "INSERT OR REPLACE INTO arrivals (connection, task, soldier, seen_at)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![key[0], key[1], key[2], at.0])?,
        None => db
            .prepare_cached(
                "DELETE FROM arrivals WHERE connection = ?1 AND task = ?2 AND soldier = ?3",
            )?
            .execute(key)?,
    };
    Ok(())
}
