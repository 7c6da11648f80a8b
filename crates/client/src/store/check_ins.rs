//! `cache.db`: who accepted a task, and who has arrived.

use super::{Json, Migration};
use muster_domain::{
    board::{CheckInFigures, CheckInRow, CheckInStatus},
    id::{ConnectionId, SoldierId, TaskId},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 8,
    name: "create_check_ins",
    sql: "
    CREATE TABLE check_in_figures (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        figures TEXT NOT NULL,
        PRIMARY KEY (connection, task)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE check_ins (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        soldier TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        office TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL,
        im_user TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (connection, task, soldier)
    ) STRICT, WITHOUT ROWID;",
}];

fn read(row: &Row<'_>) -> rusqlite::Result<CheckInRow> {
    let im_user: String = row.get("im_user")?;
    Ok(CheckInRow {
        soldier: SoldierId(row.get("soldier")?),
        name: row.get("name")?,
        phone: row.get("phone")?,
        office: row.get("office")?,
        status: row.get::<_, Json<_>>("status")?.0,
        im_user: (!im_user.is_empty()).then_some(im_user),
    })
}

/// The server's figures; `None` if the board was never read.
pub(crate) fn figures(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<CheckInFigures>> {
    db.prepare_cached("SELECT figures FROM check_in_figures WHERE connection = ?1 AND task = ?2")?
        .query_row([connection.as_str(), task.as_str()], |row| {
            row.get::<_, Json<_>>(0)
        })
        .optional()
        .map(|found| found.map(|Json(figures)| figures))
}

/// In the order of their ids; the server has none.
pub(crate) fn list(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Vec<CheckInRow>> {
    db.prepare_cached("SELECT * FROM check_ins WHERE connection = ?1 AND task = ?2")?
        .query_map([connection.as_str(), task.as_str()], read)?
        .collect()
}

/// What stands in the column `status` of those who have arrived.
pub(super) fn arrived_word() -> Json<CheckInStatus> {
    Json(CheckInStatus::CheckedIn)
}

/// How many have arrived, as far as the rows tell; `None` if the board was
/// never read.
pub(crate) fn arrived(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<u32>> {
    if figures(db, connection, task)?.is_none() {
        return Ok(None);
    }
    db.prepare_cached(
        "SELECT count(*) FROM check_ins WHERE connection = ?1 AND task = ?2 AND status = ?3",
    )?
    .query_row(
        params![connection.as_str(), task.as_str(), arrived_word(),],
        |row| row.get(0),
    )
    .map(Some)
}

/// The row of one person.
pub(crate) fn of(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    soldier: &SoldierId,
) -> rusqlite::Result<Option<CheckInRow>> {
    db.prepare_cached(
        "SELECT * FROM check_ins WHERE connection = ?1 AND task = ?2 AND soldier = ?3",
    )?
    .query_row([connection.as_str(), task.as_str(), soldier.as_str()], read)
    .optional()
}

/// Writes what a reading changed: the server's figures where they did, rows
/// that are new or different, and who is on the board no more.
pub(crate) fn apply<'a>(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    figures: Option<&CheckInFigures>,
    rows: impl Iterator<Item = &'a CheckInRow>,
    gone: &[SoldierId],
) -> rusqlite::Result<()> {
    if let Some(figures) = figures {
        db.prepare_cached(
            "INSERT OR REPLACE INTO check_in_figures (connection, task, figures)
             VALUES (?1, ?2, ?3)",
        )?
        .execute(params![connection.as_str(), task.as_str(), Json(figures)])?;
    }
    let mut insert = db.prepare_cached(
        "INSERT OR REPLACE INTO check_ins (connection, task, soldier, name, phone, office,
             status, im_user)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for row in rows {
        insert.execute(params![
            connection.as_str(),
            task.as_str(),
            row.soldier.as_str(),
            row.name,
            row.phone,
            row.office,
            Json(&row.status),
            row.im_user.as_deref().unwrap_or_default(),
        ])?;
    }
    for soldier in gone {
        db.prepare_cached(
            "DELETE FROM check_ins WHERE connection = ?1 AND task = ?2 AND soldier = ?3",
        )?
        .execute([connection.as_str(), task.as_str(), soldier.as_str()])?;
    }
    Ok(())
}
