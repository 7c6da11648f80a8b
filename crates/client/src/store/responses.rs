//! `cache.db`: who was notified of a task, and what they answered.

use super::{Json, Migration};
use muster_domain::{
    board::{ResponseFigures, ResponseRow, ResponseStatus},
    id::{ConnectionId, SoldierId, TaskId},
    notice::Tally,
    time::Time,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 7,
    name: "create_responses",
    sql: "
    CREATE TABLE response_figures (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        figures TEXT NOT NULL,
        PRIMARY KEY (connection, task)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE responses (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        soldier TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        office TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL,
        responded_at INTEGER NOT NULL DEFAULT 0,
        im_user TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (connection, task, soldier)
    ) STRICT, WITHOUT ROWID;",
}];

fn read(row: &Row<'_>) -> rusqlite::Result<ResponseRow> {
    let responded_at: i64 = row.get("responded_at")?;
    let im_user: String = row.get("im_user")?;
    Ok(ResponseRow {
        soldier: SoldierId(row.get("soldier")?),
        name: row.get("name")?,
        phone: row.get("phone")?,
        office: row.get("office")?,
        status: row.get::<_, Json<_>>("status")?.0,
        responded_at: (responded_at != 0).then_some(Time(responded_at)),
        im_user: (!im_user.is_empty()).then_some(im_user),
    })
}

/// The server's figures; `None` if the board was never read.
pub(crate) fn figures(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<ResponseFigures>> {
    db.prepare_cached("SELECT figures FROM response_figures WHERE connection = ?1 AND task = ?2")?
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
) -> rusqlite::Result<Vec<ResponseRow>> {
    db.prepare_cached("SELECT * FROM responses WHERE connection = ?1 AND task = ?2")?
        .query_map([connection.as_str(), task.as_str()], read)?
        .collect()
}

/// How many have accepted, as far as the rows tell; `None` if the board was
/// never read.
pub(crate) fn accepted(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<u32>> {
    if figures(db, connection, task)?.is_none() {
        return Ok(None);
    }
    db.prepare_cached(
        "SELECT count(*) FROM responses WHERE connection = ?1 AND task = ?2 AND status = ?3",
    )?
    .query_row(
        params![
            connection.as_str(),
            task.as_str(),
            Json(ResponseStatus::Accepted)
        ],
        |row| row.get(0),
    )
    .map(Some)
}

/// The rows, counted.
pub(crate) fn tally(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Tally> {
    let mut statement = db.prepare_cached(
        "SELECT status, count(*) FROM responses WHERE connection = ?1 AND task = ?2
         GROUP BY status",
    )?;
    let mut rows = statement.query([connection.as_str(), task.as_str()])?;
    let mut tally = Tally::default();
    while let Some(row) = rows.next()? {
        let (Json(status), count) = (
            row.get::<_, Json<ResponseStatus>>(0)?,
            row.get::<_, u32>(1)?,
        );
        tally.notified += count;
        match status {
            ResponseStatus::Unread => {}
            ResponseStatus::Accepted => tally.accepted += count,
            ResponseStatus::Refused => tally.refused += count,
            ResponseStatus::Other(_) => tally.other += count,
        }
    }
    Ok(tally)
}

/// The row of one person.
pub(crate) fn of(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    soldier: &SoldierId,
) -> rusqlite::Result<Option<ResponseRow>> {
    db.prepare_cached(
        "SELECT * FROM responses WHERE connection = ?1 AND task = ?2 AND soldier = ?3",
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
    figures: Option<&ResponseFigures>,
    rows: impl Iterator<Item = &'a ResponseRow>,
    gone: &[SoldierId],
) -> rusqlite::Result<()> {
    if let Some(figures) = figures {
        db.prepare_cached(
            "INSERT OR REPLACE INTO response_figures (connection, task, figures)
             VALUES (?1, ?2, ?3)",
        )?
        .execute(params![connection.as_str(), task.as_str(), Json(figures)])?;
    }
    let mut insert = db.prepare_cached(
        "INSERT OR REPLACE INTO responses (connection, task, soldier, name, phone, office,
             status, responded_at, im_user)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
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
            row.responded_at.map_or(0, |time| time.0),
            row.im_user.as_deref().unwrap_or_default(),
        ])?;
    }
    for soldier in gone {
        db.prepare_cached(
            "DELETE FROM responses WHERE connection = ?1 AND task = ?2 AND soldier = ?3",
        )?
        .execute([connection.as_str(), task.as_str(), soldier.as_str()])?;
    }
    Ok(())
}
