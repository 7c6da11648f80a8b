//! `cache.db`: saved places, and whether offices can be chosen.

use super::{Json, Migration, Stored, ages};
use muster_domain::{id::ConnectionId, task::PublishInfo};
use rusqlite::{Connection, OptionalExtension, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 3,
    name: "create_publish_info",
    sql: "
    CREATE TABLE publish_info (
        connection TEXT NOT NULL PRIMARY KEY,
        info TEXT NOT NULL
    ) STRICT;",
}];

/// What its age is kept under.
pub(crate) const AGE: &str = "publish_info";

pub(crate) fn load(
    db: &Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<Option<Stored<PublishInfo>>> {
    let value = db
        .prepare_cached("SELECT info FROM publish_info WHERE connection = ?1")?
        .query_row([connection.as_str()], |row| row.get::<_, Json<_>>(0))
        .optional()?;
    let age = ages::find(db, connection, AGE)?;
    Ok(value
        .zip(age)
        .map(|(Json(value), age)| Stored { value, age }))
}

/// True if it differs from what was there.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    info: &PublishInfo,
) -> rusqlite::Result<bool> {
    let changed = db.execute(
        "INSERT INTO publish_info (connection, info) VALUES (?1, ?2)
         ON CONFLICT (connection) DO UPDATE SET info = excluded.info
         WHERE info <> excluded.info",
        params![connection.as_str(), Json(info)],
    )?;
    Ok(changed > 0)
}
