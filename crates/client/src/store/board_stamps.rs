//! `cache.db`: which state of a board's rows is stored, and since when the
//! board is read. What is kept in memory of the rows is told by it whether it
//! is still true.

use super::Migration;
use muster_domain::{
    id::{ConnectionId, TaskId},
    time::Time,
};
use rusqlite::{Connection, OptionalExtension, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 10,
    name: "create_board_stamps",
    sql: "
    CREATE TABLE board_stamps (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        what TEXT NOT NULL,
        since INTEGER NOT NULL,
        stamp INTEGER NOT NULL,
        PRIMARY KEY (connection, task, what)
    ) STRICT, WITHOUT ROWID;
    -- Boards of before have none: they are read anew.
    DELETE FROM ages WHERE what LIKE 'responses/%' OR what LIKE 'check_ins/%';
    DELETE FROM response_figures;
    DELETE FROM responses;
    DELETE FROM check_in_figures;
    DELETE FROM check_ins;",
}];

/// The stamp of a board's rows; `None` if it was never read.
pub(crate) fn find(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    what: &str,
) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT stamp FROM board_stamps WHERE connection = ?1 AND task = ?2 AND what = ?3",
    )?
    .query_row([connection.as_str(), task.as_str(), what], |row| row.get(0))
    .optional()
}

/// When the board was first read.
pub(crate) fn since(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    what: &str,
) -> rusqlite::Result<Option<Time>> {
    db.prepare_cached(
        "SELECT since FROM board_stamps WHERE connection = ?1 AND task = ?2 AND what = ?3",
    )?
    .query_row([connection.as_str(), task.as_str(), what], |row| {
        row.get(0).map(Time)
    })
    .optional()
}

/// The boards of this kind that are stored of a connection, in the order of
/// their tasks' ids.
pub(crate) fn of_connection(
    db: &Connection,
    connection: &ConnectionId,
    what: &str,
) -> rusqlite::Result<Vec<(TaskId, i64)>> {
    db.prepare_cached("SELECT task, stamp FROM board_stamps WHERE connection = ?1 AND what = ?2")?
        .query_map([connection.as_str(), what], |row| {
            Ok((TaskId(row.get(0)?), row.get(1)?))
        })?
        .collect()
}

/// Says that the rows have changed. `now` is when the board was first read, if
/// this is the first time.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    what: &str,
    stamp: i64,
    now: Time,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO board_stamps (connection, task, what, since, stamp)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (connection, task, what) DO UPDATE SET stamp = excluded.stamp",
    )?
    .execute(params![
        connection.as_str(),
        task.as_str(),
        what,
        now.0,
        stamp
    ])?;
    Ok(())
}
