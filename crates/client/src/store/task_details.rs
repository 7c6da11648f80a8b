//! `cache.db`: tasks in full.

use super::{Json, Migration};
use muster_domain::{
    id::{ConnectionId, TaskId},
    task::TaskDetail,
};
use rusqlite::{Connection, OptionalExtension, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 5,
    name: "create_task_details",
    sql: "
    CREATE TABLE task_details (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        detail TEXT NOT NULL,
        PRIMARY KEY (connection, task)
    ) STRICT, WITHOUT ROWID;",
}];

pub(crate) fn find(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<TaskDetail>> {
    db.prepare_cached("SELECT detail FROM task_details WHERE connection = ?1 AND task = ?2")?
        .query_row([connection.as_str(), task.as_str()], |row| {
            row.get::<_, Json<_>>(0)
        })
        .optional()
        .map(|found| found.map(|Json(detail)| detail))
}

/// Every task that was ever looked at.
pub(crate) fn list(
    db: &Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<Vec<TaskDetail>> {
    db.prepare_cached("SELECT detail FROM task_details WHERE connection = ?1")?
        .query_map([connection.as_str()], |row| row.get::<_, Json<_>>(0))?
        .map(|detail| detail.map(|Json(detail)| detail))
        .collect()
}

/// True if it differs from what was there.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    detail: &TaskDetail,
) -> rusqlite::Result<bool> {
    let changed = db
        .prepare_cached(
            "INSERT INTO task_details (connection, task, detail) VALUES (?1, ?2, ?3)
             ON CONFLICT (connection, task) DO UPDATE SET detail = excluded.detail
             WHERE detail <> excluded.detail",
        )?
        .execute(params![
            connection.as_str(),
            detail.summary.id.as_str(),
            Json(detail)
        ])?;
    Ok(changed > 0)
}
